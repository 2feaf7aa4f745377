package org.signet.crypto.smime.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.model.EmailAddress;
import org.signet.model.Printable;

/**
 * Reads the addresses of a field (RFC 5322 §3.4, obsolete forms of §4.4 as well): display names, comments, groups, routes, and
 * what programs write that never read it.
 */
final class AddressList {
    /** Longer than any address with all the space that it may have; a pattern takes quadratic time on such. */
    private static final int MAX_ADDRESS = 1_000;

    private final String text;
    private final List<Mailbox> found = new ArrayList<>();
    private int at;

    /** What stands outside of angle brackets, as it is written: the address itself, if no angle brackets come. */
    private final StringBuilder plain = new StringBuilder();
    /** The same for people: without quotation marks. */
    private final StringBuilder phrase = new StringBuilder();

    private final StringBuilder comment = new StringBuilder();
    private String route;

    AddressList(String text) {
        this.text = text;
    }

    List<Mailbox> mailboxes() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> angle();
                case ',', ';' -> end();
                case ':' -> beginGroup();
                case '[' -> domainLiteral();
                default -> {
                    plain.append(c);
                    phrase.append(c);
                    at++;
                }
            }
        }
        end();
        return List.copyOf(found);
    }

    private void quoted() {
        int from = at;
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            phrase.append(text.charAt(at));
        }
        at = Math.min(at + 1, text.length());
        plain.append(text, from, at);
    }

    private void comment() {
        int depth = 0;
        do {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                comment.append(text.charAt(at++));
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c != '(' && c != ')') {
                    comment.append(c);
                }
            }
        } while (depth > 0 && at < text.length());
        comment.append(' ');
    }

    /** {@code ada@[IPv6:2001:db8::1]}: the colons in it begin no group. */
    private void domainLiteral() {
        int close = plain.length() > 0 && plain.charAt(plain.length() - 1) == '@' ? text.indexOf(']', at) : -1;
        String literal = text.substring(at, close < 0 ? at + 1 : close + 1);
        plain.append(literal);
        phrase.append(literal);
        at += literal.length();
    }

    /** Of several in a row the last is the address, as mail programs take it. */
    private void angle() {
        int from = ++at;
        boolean inQuotes = false;
        while (at < text.length() && (inQuotes || text.charAt(at) != '>')) {
            char c = text.charAt(at);
            at += c == '\\' && at + 1 < text.length() ? 2 : 1;
            inQuotes ^= c == '"';
        }
        String inside = Parameters.withoutComments(text.substring(from, at)).strip();
        at = Math.min(at + 1, text.length());
        int host = inside.startsWith("@") ? inside.indexOf(':') : -1;
        route = inside.substring(host + 1).strip();
    }

    /** "Friends: ada@example.com, …;": the name of the group is no mailbox's. */
    private void beginGroup() {
        at++;
        plain.setLength(0);
        phrase.setLength(0);
        comment.setLength(0);
    }

    private void end() {
        at++;
        String written = plain.toString().strip();
        if (route != null) {
            add(phrase.toString().isBlank() ? comment : phrase, route);
        } else if (!written.isEmpty()) {
            add(comment, written);
        }
        plain.setLength(0);
        phrase.setLength(0);
        comment.setLength(0);
        route = null;
    }

    private void add(CharSequence name, String address) {
        String decoded =
                EncodedWords.decode(name.toString()).replaceAll("\\s+", " ").strip();
        found.add(new Mailbox(Printable.of(decoded), Printable.of(address), email(address)));
    }

    private static Optional<EmailAddress> email(String address) {
        return EmailAddress.parse(unquoted(address)).fold(Optional::of, none -> Optional.empty());
    }

    /** {@code "ada"@example.com} is ada@example.com (RFC 5322 §3.4.1); obsolete space around the dots and the at sign goes. */
    private static String unquoted(String address) {
        int close = address.lastIndexOf('"');
        if (address.startsWith("\"") && close > 0) {
            return address.substring(1, close) + address.substring(close + 1).strip();
        }
        return address.length() > MAX_ADDRESS ? address : address.replaceAll("\\s*([.@])\\s*", "$1");
    }
}
