package org.signet.app.bulk;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Which distinguished name an address has in another directory: CSV in UTF-8 with the columns {@code DN} (or
 * {@code DistinguishedName}) and {@code mail}, as {@code csvde} and {@code Export-Csv} write it.
 */
public final class NameTable {
    private static final int MOST = 1_000_000;
    private static final int MAX_CELL = 4_000;
    private static final CsvFactory CSV = CsvFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_CELL).build())
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private NameTable() {}

    /** @return names by the search keys of addresses; rows without an address are left out */
    public static Outcome<Map<String, String>> read(Path file) {
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CsvParser parser = CSV.createParser(text)) {
            List<String> header = row(parser);
            if (!header.isEmpty()) {
                header.set(0, header.get(0).replace("\ufeff", ""));
            }
            List<String> columns = header.stream()
                    .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                    .toList();
            int name = Math.max(columns.indexOf("dn"), columns.indexOf("distinguishedname"));
            int mail = columns.indexOf("mail");
            return name < 0 || mail < 0
                    ? refused(
                            file,
                            "needs the columns DN and mail; make it with"
                                    + " `csvde -f map.csv -r \"(mail=*)\" -l DN,mail`.")
                    : names(file, parser, name, mail);
        } catch (IOException e) {
            return refused(file, "cannot be read as CSV in UTF-8; check that it is there, and write it again.");
        }
    }

    private static Outcome<Map<String, String>> names(Path file, CsvParser parser, int name, int mail)
            throws IOException {
        Map<String, String> names = new HashMap<>();
        for (List<String> row = row(parser); !row.isEmpty(); row = row(parser)) {
            if (row.size() > Math.max(name, mail) && !row.get(name).isBlank()) {
                String dn = row.get(name).strip();
                EmailAddress.parse(row.get(mail)).run(address -> names.put(address.searchKey(), dn), refusal -> {});
            }
            if (names.size() > MOST) {
                return refused(file, "has more than " + MOST + " rows; give it in several files.");
            }
        }
        return Outcome.ok(names);
    }

    /** Empty at the end. */
    private static List<String> row(CsvParser parser) throws IOException {
        List<String> cells = new ArrayList<>();
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return cells;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            cells.add(parser.getText());
        }
        return cells;
    }

    private static <T> Outcome<T> refused(Path file, String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, file + " " + why);
    }
}
