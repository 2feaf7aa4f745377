package org.signet.ca.enrollment.preview;

import java.util.List;
import org.signet.ca.profile.Profile;
import org.signet.model.DistinguishedName;
import org.signet.model.Finding;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;

/**
 * What the certificate of a request will be, before its key is known.
 *
 * @param subject as the certificate will say it; refused if the profile lacks something for it
 * @param uses one certificate for each
 * @param standIn the kind of key it was judged with, for example {@code rsa-3072}: the real one is made after the approval
 * @param findings what the linter remarks, each once; refused if the certificate would not be issued
 */
public record Preview(
        Profile profile,
        Outcome<DistinguishedName> subject,
        List<KeyUse> uses,
        String standIn,
        Outcome<List<Finding>> findings) {
    public Preview {
        uses = List.copyOf(uses);
    }
}
