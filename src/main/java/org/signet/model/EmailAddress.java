package org.signet.model;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An e-mail address (RFC 5321 §4.1.2, a dot-string local part; RFC 6531 for a non-ASCII one).
 *
 * @param local the part before the {@code @}, as given (its case belongs to the receiving host), NFC
 * @param domain the part after it, as lower-case A-labels
 */
public record EmailAddress(String local, String domain) {
    /** Of a text that is no address, so many characters are told. */
    private static final int SHOWN = 60;

    private static final int MAX_LOCAL_OCTETS = 64;
    private static final int MAX_OCTETS = 254;
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");
    private static final String ATEXT = "!#$%&'*+-/=?^_`{|}~";

    /** Parses what a person or a protocol gave us; each rejection has its own sentence. */
    public static Outcome<EmailAddress> parse(String text) {
        if (text == null || text.isBlank()) {
            return refused("Give an e-mail address, for example ada@example.com.");
        }
        if (text.length() > MAX_OCTETS) {
            return refused("An e-mail address has at most 254 characters.");
        }
        String trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || at == trimmed.length() - 1) {
            return refused("An e-mail address has the form name@domain, for example ada@example.com.");
        }
        String local = Normalizer.normalize(trimmed.substring(0, at), Normalizer.Form.NFC);
        String problem = localProblem(local);
        if (problem != null) {
            return refused(problem);
        }
        return parseDomain(trimmed.substring(at + 1)).then(domain -> {
            int octets = local.getBytes(StandardCharsets.UTF_8).length + 1 + domain.length();
            return octets > MAX_OCTETS
                    ? refused("An e-mail address has at most 254 octets.")
                    : Outcome.ok(new EmailAddress(local, domain));
        });
    }

    /** A mail domain as lower-case A-labels: at least two labels of letters, digits and hyphens. */
    public static Outcome<String> parseDomain(String text) {
        String domain;
        try {
            domain = IDN.toASCII(kept(text.strip()), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return refused("The domain of an e-mail address has only letters, digits, hyphens and dots.");
        }
        if (domain.length() > 253 || !DOMAIN.matcher(domain).matches()) {
            return refused("\"" + Printable.of(text, SHOWN) + "\" is not a mail domain; give one like example.com.");
        }
        return Outcome.ok(domain);
    }

    /**
     * Labels with ß or ς as A-labels. To the JDK, which follows IDNA of 2003, they mean ss and σ: another domain than the
     * one that IDNA of 2008 (RFC 5891, RFC 5894 §7.2) and so today's mail programs and registries mean.
     */
    private static String kept(String text) {
        if (text.length() > MAX_OCTETS || text.indexOf('ß') < 0 && text.indexOf('ς') < 0) {
            return text;
        }
        return Arrays.stream(Normalizer.normalize(text, Normalizer.Form.NFC).split("[.\u3002]", -1))
                .map(label -> label.toLowerCase(Locale.ROOT))
                .map(label -> isKept(label) ? "xn--" + Punycode.encode(label) : label)
                .collect(Collectors.joining("."));
    }

    private static boolean isKept(String label) {
        return (label.indexOf('ß') >= 0 || label.indexOf('ς') >= 0)
                && label.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
    }

    private static String localProblem(String local) {
        if (local.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL_OCTETS) {
            return "The part before the @ has at most 64 octets.";
        }
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            return "The part before the @ may not begin or end with a dot, nor have two in a row.";
        }
        boolean allowed = local.codePoints().allMatch(EmailAddress::allowedInLocal);
        return allowed ? null : "The part before the @ holds a character that an e-mail address cannot have.";
    }

    private static boolean allowedInLocal(int c) {
        if (c < 0x80) {
            return Character.isLetterOrDigit(c) || c == '.' || ATEXT.indexOf(c) >= 0;
        }
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.BAD_ADDRESS, detail);
    }

    /** Those that differ in more than case, in the order in which they come. */
    public static List<EmailAddress> distinct(List<EmailAddress> addresses) {
        Set<String> seen = new HashSet<>();
        return addresses.stream()
                .filter(address -> seen.add(address.searchKey()))
                .toList();
    }

    /** Whether both name the same mailboxes, in any order. */
    public static boolean sameMailboxes(List<EmailAddress> some, List<EmailAddress> others) {
        return searchKeys(some).equals(searchKeys(others));
    }

    /** The {@link #searchKey} of each. */
    public static Set<String> searchKeys(List<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::searchKey).collect(Collectors.toSet());
    }

    /** True if a certificate must carry it as SmtpUTF8Mailbox, not rfc822Name: the local part is not ASCII (RFC 9598). */
    public boolean needsSmtpUtf8Mailbox() {
        return local.codePoints().anyMatch(c -> c >= 0x80);
    }

    /** What records are searched by: the local part is compared without case (RFC 8550 §3), the domain is lower-case. */
    public String searchKey() {
        return local.toLowerCase(Locale.ROOT) + "@" + domain;
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
