package org.signet.app.control;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.signet.ca.enrollment.EnrollmentRules;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.Profiles;
import org.signet.model.EmailAddress;

/** What certificates are made by, as it is agreed on: each profile and each domain's conditions by a name of its own. */
public final class RuleTexts {
    private static final String PROFILE = "profile ";
    private static final String DOMAIN = "domain ";

    private RuleTexts() {}

    /** Everything that the configuration says. */
    public static Map<String, String> of(Profiles profiles, EnrollmentRules rules) {
        Map<String, String> texts = new TreeMap<>();
        profiles.all().forEach(profile -> texts.put(PROFILE + profile.id(), profile.text()));
        texts.put(PROFILE + profiles.service().id(), profiles.service().text());
        rules.domains().forEach((name, domain) -> texts.put(DOMAIN + name, domain.text()));
        return texts;
    }

    /** What a certificate of that profile for these addresses is made by; the CA's own mailbox meets nobody's conditions. */
    static Set<String> names(Profile profile, Collection<EmailAddress> addresses) {
        Set<String> names = new LinkedHashSet<>();
        names.add(PROFILE + profile.id());
        if (!profile.id().equals(Profiles.SERVICE)) {
            addresses.forEach(address -> names.add(DOMAIN + address.domain()));
        }
        return names;
    }

    /** Those of these rules that are about these domains. */
    public static Map<String, String> adopted(Collection<String> domains, Map<String, String> rules) {
        Map<String, String> theirs = new TreeMap<>(rules);
        theirs.keySet()
                .retainAll(domains.stream().map(domain -> DOMAIN + domain).toList());
        return theirs;
    }
}
