package org.signet.app.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.signet.app.bulk.PeopleFile.Column;
import org.signet.app.bulk.PeopleFile.Row;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.Profiles;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;

/**
 * What a row of a {@link PeopleFile} asks for.
 *
 * @param addresses at least one
 * @param name empty where the row names nobody
 * @param csr the file of the request whose key is certified; empty where the person is invited to make a key
 * @param out where the certificate goes, below the output folder; empty for a name of our own
 */
record PeopleRow(
        int line,
        List<EmailAddress> addresses,
        Optional<PersonName> name,
        Profile profile,
        KeyUse use,
        Optional<Path> csr,
        Optional<Path> out) {
    /** Every file system of today takes these. */
    private static final int MAX_NAME = 255;

    private static final int MAX_PATH = 1000;

    /** What holds where a row says nothing else. */
    record Rest(Path folder, Profiles profiles, Profile profile, KeyUse use) {}

    PeopleRow {
        addresses = List.copyOf(addresses);
    }

    static Outcome<PeopleRow> parse(Row row, Rest rest) {
        if (row.objection().isPresent()) {
            return Outcome.refused(row.objection().get());
        }
        if (row.cell(Column.CSR) == null
                && Stream.of(Column.PROFILE, Column.USE, Column.OUT).anyMatch(c -> row.cell(c) != null)) {
            return bad("Profile, use and out belong to a csr: who is invited gets what the domain's configuration says."
                    + " Leave them empty, or name a csr.");
        }
        return addresses(row.cell(Column.EMAIL))
                .then(addresses -> name(row)
                        .then(name -> profile(row, rest)
                                .then(profile -> use(row, rest)
                                        .then(use -> path(row, Column.CSR)
                                                .then(csr -> path(row, Column.OUT)
                                                        .then(out -> inside(out))
                                                        .map(out -> new PeopleRow(
                                                                row.line(),
                                                                addresses,
                                                                name,
                                                                profile,
                                                                use,
                                                                csr.map(rest.folder()::resolve),
                                                                out)))))));
    }

    private static <T> Outcome<T> bad(String detail) {
        return Outcome.refused(RefusalCode.BAD_INPUT, detail);
    }

    private static Outcome<List<EmailAddress>> addresses(String cell) {
        if (cell == null) {
            return EmailAddress.parse(cell).map(List::of);
        }
        List<EmailAddress> all = new ArrayList<>();
        for (String text : cell.split("[ ;]+")) {
            Outcome<EmailAddress> address = EmailAddress.parse(text);
            if (!address.isOk()) {
                return Outcome.refused(address.refusal());
            }
            all.add(address.orThrow());
        }
        return all.isEmpty() ? EmailAddress.parse("").map(List::of) : Outcome.ok(all);
    }

    private static Outcome<Optional<PersonName>> name(Row row) {
        boolean none = Stream.of(Column.NAME, Column.GIVEN_NAME, Column.SURNAME, Column.PSEUDONYM)
                .allMatch(column -> row.cell(column) == null);
        return none
                ? Outcome.ok(Optional.empty())
                : PersonName.parse(
                                row.cell(Column.NAME),
                                row.cell(Column.GIVEN_NAME),
                                row.cell(Column.SURNAME),
                                row.cell(Column.PSEUDONYM))
                        .map(Optional::of);
    }

    private static Outcome<Profile> profile(Row row, Rest rest) {
        return row.cell(Column.PROFILE) == null
                ? Outcome.ok(rest.profile())
                : rest.profiles().find(row.cell(Column.PROFILE));
    }

    private static Outcome<KeyUse> use(Row row, Rest rest) {
        String cell = row.cell(Column.USE);
        return cell == null
                ? Outcome.ok(rest.use())
                : Arrays.stream(KeyUse.values())
                        .filter(use -> use.text().equalsIgnoreCase(cell))
                        .findFirst()
                        .map(Outcome::ok)
                        .orElseGet(() -> bad("The use of a key is sign, encrypt or both, not " + cell + "."));
    }

    private static Outcome<Optional<Path>> path(Row row, Column column) {
        try {
            return Outcome.ok(Optional.ofNullable(row.cell(column)).map(Path::of));
        } catch (InvalidPathException e) {
            return bad("The cell \"" + column.name().toLowerCase(java.util.Locale.ROOT) + "\" is no file's name.");
        }
    }

    /** A table may come from elsewhere: it writes below the output folder only. */
    private static Outcome<Optional<Path>> inside(Optional<Path> out) {
        Optional<Path> plain = out.map(Path::normalize);
        boolean inside = plain.isEmpty()
                || !plain.get().isAbsolute()
                        && !plain.get().startsWith("..")
                        && !plain.get().toString().isEmpty();
        if (!inside) {
            return bad("The cell \"out\" names a file below the output folder; leave out what leads out of it.");
        }
        return plain.filter(PeopleRow::tooLong).isPresent()
                ? bad("The cell \"out\" is too long for a file's name: each part of it has at most " + MAX_NAME
                        + " octets, all of it at most " + MAX_PATH + ".")
                : Outcome.ok(plain);
    }

    private static boolean tooLong(Path out) {
        return octets(out) > MAX_PATH
                || StreamSupport.stream(out.spliterator(), false).anyMatch(part -> octets(part) > MAX_NAME);
    }

    private static int octets(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Reads the request; at most what one may have. */
    Outcome<CertificateRequest> request() {
        Path file = csr.orElseThrow();
        if (!Files.isRegularFile(file)) {
            return bad("There is no file " + file + "; paths are relative to the table's folder.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateRequest.parse(in.readNBytes(CertificateRequest.MAX_OCTETS + 1));
        } catch (IOException e) {
            return bad(file + " cannot be read; check that it is readable.");
        }
    }
}
