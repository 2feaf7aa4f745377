package org.signet.ca.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.signet.model.DistinguishedName;
import org.signet.model.DistinguishedName.Attribute;
import org.signet.model.DistinguishedName.Type;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;

/**
 * Whose CA this is, as its certificates say it.
 *
 * @param name at most 64 characters (ub-organization-name)
 * @param organizationId as ETSI EN 319 412-1 §5.1.4 forms it, for example {@code NTRDE-HRB12345}
 * @param country ISO 3166 code of two letters
 */
public record Company(String name, Optional<String> organizationId, Optional<String> country) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public static Outcome<Company> parse(String name, String organizationId, String country) {
        Outcome<PersonName> parsed = PersonName.parse(name);
        if (!parsed.isOk()) {
            return Outcome.refused(
                    RefusalCode.BAD_NAME,
                    "A company's name has 1 to 64 characters without line breaks or control characters.");
        }
        if (country != null && !COUNTRIES.contains(country)) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT, "A country is two capital letters of ISO 3166, for example DE.");
        }
        if (organizationId != null && !organizationId.matches("[A-Z]{3}[A-Z]{2}(\\+[A-Z]{2})?-[ -~]{1,40}")) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "An organisation identifier names its register, country and number, for example NTRDE-HRB12345.");
        }
        return Outcome.ok(new Company(
                parsed.orThrow().text(), Optional.ofNullable(organizationId), Optional.ofNullable(country)));
    }

    /**
     * The name of something that the company runs: {@code C=…, O=COMPANY, organizationIdentifier=…, CN=COMPANY E-Mail LABEL}.
     * A long company's name is cut to the 64 characters of ub-common-name (RFC 5280 Appendix A.1), the label is not.
     */
    DistinguishedName service(String label) {
        List<Attribute> attributes = new ArrayList<>();
        country.ifPresent(c -> attributes.add(new Attribute(Type.COUNTRY, c)));
        attributes.add(new Attribute(Type.ORGANIZATION, name));
        organizationId.ifPresent(id -> attributes.add(new Attribute(Type.ORGANIZATION_IDENTIFIER, id)));
        String tail = " E-Mail " + label;
        String head = Printable.cut(name, 64 - tail.length()).strip();
        attributes.add(new Attribute(Type.COMMON_NAME, head + tail));
        return new DistinguishedName(attributes);
    }
}
