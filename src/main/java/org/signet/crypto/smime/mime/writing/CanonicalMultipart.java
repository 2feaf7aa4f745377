package org.signet.crypto.smime.mime.writing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.signet.crypto.smime.mime.BodyPart;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.Multipart;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/** A multipart's body in canonical form: each part in its own, between delimiters without white space behind them. */
final class CanonicalMultipart {
    private final PartForm partForm;

    /** How a part is brought into its form. */
    interface PartForm {
        Outcome<Written> of(BodyPart part) throws IOException;
    }

    CanonicalMultipart(PartForm partForm) {
        this.partForm = partForm;
    }

    Outcome<Written> of(Entity entity) throws IOException {
        Outcome<Multipart> split = entity.parts();
        if (!split.isOk()) {
            return Outcome.refused(split.refusal());
        }
        Multipart multipart = split.orThrow();
        if (multipart.parts().isEmpty()) {
            return FormOfLeaf.unchanged(multipart.body());
        }
        String delimiter = "--" + multipart.boundary();
        List<Written> pieces = new ArrayList<>();
        // What stands around the parts has no meaning, so it goes where it is not fit for mail.
        pieces.add(fitForMail(multipart.preamble().octets(), ""));
        for (BodyPart part : multipart.parts()) {
            Outcome<Written> canonical = partForm.of(part);
            if (!canonical.isOk()) {
                return canonical;
            }
            pieces.add(Written.of((pieces.size() == 1 ? "" : "\r\n") + delimiter + "\r\n"));
            pieces.add(canonical.orThrow());
        }
        pieces.add(Written.of("\r\n" + delimiter + "--"));
        pieces.add(fitForMail(multipart.epilogue().octets(), "\r\n"));
        return Outcome.ok(Written.joined(pieces));
    }

    private static Written fitForMail(StoredOctets octets, String otherwise) throws IOException {
        return BodySurvey.of(octets).isRobust() ? FormOfLeaf.lines(octets) : Written.of(otherwise);
    }
}
