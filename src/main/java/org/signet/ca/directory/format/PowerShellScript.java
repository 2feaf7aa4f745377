package org.signet.ca.directory.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.Entry.Usable;
import org.signet.model.EmailAddress;

/**
 * A script that writes people's certificates where Outlook looks for them. It is ASCII with CRLF. What comes from outside stands in it as a
 * literal of plain characters, or as base64: no quote of any kind that PowerShell knows can come in.
 */
public final class PowerShellScript implements Export {
    /** All printable ASCII but the one quote that ends a literal; the others are not ASCII. */
    private static final Pattern PLAIN = Pattern.compile("[ -&(-~]*");

    /** Whom it is for. */
    public enum Target {
        /** {@code userSMIMECertificate} and {@code userCertificate} of the user who has the address. */
        ACTIVE_DIRECTORY("active-directory.ps1") {
            @Override
            String person(Entry entry) {
                return "(|"
                        + entry.addresses().stream()
                                .map(Target::filtered)
                                .map(address -> "(mail=" + address + ")(proxyAddresses=smtp:" + address + ")")
                                .collect(Collectors.joining())
                        + ")";
            }
        },
        /** {@code Set-Mailbox -UserSMimeCertificate}. */
        EXCHANGE_ONLINE("exchange-online.ps1") {
            @Override
            String person(Entry entry) {
                return entry.addresses().get(0).toString();
            }
        };

        private final String frame;

        Target(String frame) {
            this.frame = frame;
        }

        /** How the script finds somebody. */
        abstract String person(Entry entry);

        /** In an LDAP filter (RFC 4515 §3). */
        private static String filtered(EmailAddress address) {
            return address.toString()
                    .codePoints()
                    .mapToObj(c -> "*()\\".indexOf(c) < 0 ? Character.toString(c) : String.format("\\%02x", c))
                    .collect(Collectors.joining());
        }
    }

    private final Lines lines;
    private final Target target;
    private final Chains chains;
    private final List<String> ours;

    /** @param ours SHA-1 fingerprints, in hex, of our issuers' names in DER: whose certificates the script may take away */
    public PowerShellScript(Appendable out, Target target, Chains chains, List<String> ours) {
        this.lines = new Lines(out, "\r\n");
        this.target = target;
        this.chains = chains;
        this.ours = List.copyOf(ours);
    }

    /** The frame is a script of ours with two marks in it. */
    private List<String> frame() {
        try (InputStream resource = PowerShellScript.class.getResourceAsStream(target.frame)) {
            return new String(resource.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void begin() {
        frame().stream()
                .takeWhile(line -> !line.equals("#PEOPLE#"))
                .map(line -> line.replace("#OURS#", literals(ours)))
                .forEach(lines::line);
    }

    @Override
    public void add(Entry entry) {
        List<String> certificates =
                Export.values(entry, usable -> base64(usable.der().toArray()));
        String chained = target == Target.ACTIVE_DIRECTORY ? " " + literals(Export.values(entry, this::chain)) : "";
        lines.line("Set-Certificates " + literal(target.person(entry)) + " " + literals(certificates) + chained);
    }

    private String chain(Usable usable) {
        return base64(Ldif.pkcs7(chains.apply(usable)));
    }

    @Override
    public void end() {
        frame().stream().dropWhile(line -> !line.equals("#PEOPLE#")).skip(1).forEach(lines::line);
    }

    private static String literals(List<String> values) {
        return values.stream().map(PowerShellScript::literal).collect(Collectors.joining(",", "@(", ")"));
    }

    static String literal(String value) {
        return PLAIN.matcher(value).matches()
                ? "'" + value + "'"
                : "(ConvertFrom-Text '" + base64(value.getBytes(StandardCharsets.UTF_8)) + "')";
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
