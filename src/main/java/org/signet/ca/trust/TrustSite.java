package org.signet.ca.trust;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Printable;

/**
 * Whose CA the kits are for. The company's name is anybody's text: scripts, names of files and nicknames take
 * {@link #plainCompany} or {@link #slug}, whose characters mean nothing to a shell, a batch file, JSON or XML.
 *
 * @param company as certificates name it
 * @param url where people reach the pages, without a slash at its end
 * @param steps what the reader of a kit is told to do
 * @param signature of the company, if it gave a key to sign Apple's profile with
 * @param directory where it answers by LDAP, if it does
 */
public record TrustSite(
        String company,
        String url,
        TrustAnchors anchors,
        Steps steps,
        Optional<ProfileSignature> signature,
        Optional<LdapPlace> directory) {
    private static final int LONGEST = 40;

    /** Port: the instructions in the words of the catalogues. */
    public interface Steps {

        /** For that kit, in every language that we speak; a line that begins with {@code $} is a command. */
        String of(String kitId);
    }

    /** Port: the company's signature around a profile. */
    public interface ProfileSignature {

        /** The profile inside a CMS SignedData (RFC 5652 §5) in DER. */
        Bytes around(Bytes profile);
    }

    /** The company in letters, digits, spaces, dots and hyphens of ASCII, at most 40 of them; never empty. */
    public String plainCompany() {
        String plain = Normalizer.normalize(company.replace("ß", "ss"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9.-]+", " ")
                .replaceAll("^[ .-]+", "");
        String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        String stripped = cut.replaceAll("[ .-]+$", "");
        return stripped.isEmpty() ? "Company" : stripped;
    }

    /** The same as part of a file's name: lower-case letters, digits and hyphens. */
    public String slug() {
        return plainCompany().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** The page with these kits, as scripts name it; without the URL if a shell could misread it. */
    String page() {
        return url.matches("https?://[A-Za-z0-9.:\\[\\]/_-]+") ? url + "/trust" : "the page /trust of your CA";
    }

    /** A name of its own for each certificate: {@code example-root-1f2e3d4c}. */
    String name(Certificate certificate) {
        return slug()
                + (isRoot(certificate) ? "-root-" : "-ca-")
                + certificate.sha256().hex().substring(0, 8);
    }

    boolean isRoot(Certificate certificate) {
        return anchors.roots().contains(certificate);
    }

    /** All below the roots: issuing CAs, and cross certificates during a change of roots. */
    List<Certificate> intermediates() {
        List<Certificate> all = new ArrayList<>(anchors.issuing());
        all.addAll(anchors.crosses());
        return all;
    }

    /** One line for each root, in plain ASCII: whose, and the fingerprint to compare. */
    String rootLines() {
        StringBuilder lines = new StringBuilder();
        for (Certificate root : anchors.roots()) {
            lines.append(
                            anchors.roots().size() == 1
                                    ? "Root"
                                    : root.equals(anchors.root()) ? "New root" : "Earlier root")
                    .append(" of the e-mail CA of ")
                    .append(plainCompany())
                    .append(", SHA-256:\n  ")
                    .append(root.sha256().groups())
                    .append('\n');
        }
        return lines.toString();
    }

    /**
     * The text that goes along with a kit of several files.
     *
     * @param files what is in it, a line each, by file's name
     */
    String readMe(String kitId, Map<String, String> files) {
        StringBuilder text = new StringBuilder(Printable.of(company))
                .append("\n")
                .append(page())
                .append("\n\n");
        files.forEach(
                (name, what) -> text.append(name).append("\n    ").append(what).append('\n'));
        text.append('\n')
                .append(rootLines())
                .append('\n')
                .append(steps.of(kitId))
                .append('\n');
        return text.toString();
    }
}
