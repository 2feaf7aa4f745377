package org.signet.app;

import java.util.List;
import java.util.Optional;
import org.signet.ca.authority.Issuer;
import org.signet.model.EmailAddress;

/** Whether the configuration says what the CA's certificates say: what stands in them was fixed when the CA was made. */
final class Agreement {
    private final Config config;
    private final List<Issuer> issuers;

    Agreement(Config config, List<Issuer> issuers) {
        this.config = config;
        this.issuers = issuers;
    }

    /** The first thing on which they differ, with what to do; nothing if there are no certificates yet. */
    Optional<String> conflict() {
        if (issuers.isEmpty()) {
            return Optional.empty();
        }
        if (issuers.stream().noneMatch(issuer -> issuer.crlUrl().startsWith(config.statusUrl() + "/crl/"))) {
            return fixed("status_url", issuers.get(0).crlUrl());
        }
        String company = issuers.get(0).certificate().content().organization().orElse("");
        return company.equals(config.company()) ? foreignDomain() : fixed("company", company);
    }

    private static Optional<String> fixed(String key, String inCertificates) {
        return Optional.of(key + " was fixed when the CA was made, since its certificates carry it (" + inCertificates
                + "); write it again as it was.");
    }

    private Optional<String> foreignDomain() {
        return config.domains().keySet().stream()
                .filter(domain -> issuers.stream()
                        .filter(issuer -> !issuer.isRoot())
                        .noneMatch(issuer -> issuer.certificate().permits(new EmailAddress("postmaster", domain))))
                .findFirst()
                .map(domain ->
                        "[domains.\"" + domain + "\"] is outside the mail domains that the issuing CA's certificate"
                                + " allows, so no program would accept what is issued for it. Take it out, bring the root's key back and run"
                                + " `signet authority add-domain " + domain + "`, which writes it here again.");
    }
}
