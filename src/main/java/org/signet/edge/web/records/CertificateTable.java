package org.signet.edge.web.records;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.Printable;

/**
 * Certificates as a table for a spreadsheet (RFC 4180), a line as soon as it is known. Its first characters tell spreadsheets that it is UTF-8, and no
 * cell is a formula to them, whatever a certificate says.
 */
final class CertificateTable implements Closeable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA_SIGNS = "=+-@\t\r|%";

    private final BufferedWriter out;

    CertificateTable(OutputStream stream) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        out.write(BYTE_ORDER_MARK);
        line(Stream.of(
                "serial",
                "subject",
                "addresses",
                "issuer",
                "profile",
                "use",
                "not_before",
                "not_after",
                "issued",
                "status",
                "status_since",
                "reason"));
    }

    void add(CertificateRecord certificate) {
        CertificateStatus status = certificate.status();
        List<String> taken = status.fold(
                () -> List.of("active", "", ""),
                held -> List.of("held", held.since().toString(), ""),
                revoked -> List.of(
                        "revoked", revoked.at().toString(), revoked.reason().text()));
        try {
            line(Stream.concat(
                    Stream.of(
                            certificate.serial().hex(),
                            certificate.subject(),
                            certificate.addresses().stream()
                                    .map(EmailAddress::toString)
                                    .collect(Collectors.joining(" ")),
                            certificate.issuerId(),
                            certificate.profile(),
                            certificate.use().text(),
                            certificate.validity().notBefore().toString(),
                            certificate.validity().notAfter().toString(),
                            certificate.issuedAt().toString()),
                    taken.stream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(Stream<String> cells) throws IOException {
        out.write(cells.map(CertificateTable::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    /** In quotes, with an apostrophe before what a spreadsheet would compute. */
    static String cell(String text) {
        String shown = Printable.of(text);
        boolean formula = !shown.isEmpty()
                && FORMULA_SIGNS.indexOf(
                                shown.strip().isEmpty() ? ' ' : shown.strip().charAt(0))
                        >= 0;
        return '"' + (formula ? "'" : "") + shown.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
