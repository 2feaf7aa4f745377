package org.signet.app.trust;

import java.time.Clock;
import java.util.Optional;
import org.signet.ca.authority.Authority;
import org.signet.ca.trust.LdapPlace;
import org.signet.ca.trust.TrustAnchors;
import org.signet.ca.trust.TrustSite;
import org.signet.edge.web.Messages;
import org.signet.edge.web.trust.CatalogueSteps;

/**
 * What devices are given.
 *
 * @param url where people reach the pages
 * @param directory where it answers by LDAP, if it does
 */
public record DeviceTrust(String company, String url, Optional<LdapPlace> directory, Authority authority, Clock clock) {

    /** With the directory there. */
    public DeviceTrust at(Optional<LdapPlace> place) {
        return new DeviceTrust(company, url, place, authority, clock);
    }

    /**
     * The CA as devices are to trust it now.
     *
     * @param signature around Apple's profile, if it is signed
     */
    public TrustSite site(Optional<? extends TrustSite.ProfileSignature> signature) {
        return new TrustSite(
                company,
                url,
                TrustAnchors.of(authority.issuers(), clock.instant()),
                new CatalogueSteps(Messages.ofClassPath()),
                signature.map(given -> given),
                directory);
    }
}
