package org.signet.app.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * A table of people: CSV as in RFC 4180, UTF-8 with or without a byte order mark, a header line first. Read as a stream, never
 * whole, and once in full before anything is done with it.
 */
public final class PeopleFile {
    static final long MAX_OCTETS = 64L << 20;
    static final int MAX_ROWS = 100_000;
    private static final int MAX_CELL = 4_000;
    private static final int MAX_CELLS = 64;
    private static final int HEADER_LOOK = 1_000;

    private static final CsvFactory CSV = CsvFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_CELL).build())
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final String name;
    private final Path folder;
    private final Source source;
    private List<Column> header = List.of();
    private int rows;

    /** Where its octets come from, each time from the first on; refused by exception if they cannot be had. */
    private interface Source {
        InputStream open() throws IOException;
    }

    private PeopleFile(String name, Path folder, Source source) {
        this.name = name;
        this.folder = folder;
        this.source = source;
    }

    /** What a cell may hold; the header names them in lower case. */
    public enum Column {
        EMAIL,
        NAME,
        GIVEN_NAME,
        SURNAME,
        PSEUDONYM,
        CSR,
        PROFILE,
        USE,
        OUT;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Column> of(String cell) {
            return Arrays.stream(values())
                    .filter(column -> column.text().equals(cell.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /**
     * One row.
     *
     * @param line of the file in which it begins
     * @param cells those that are not blank
     */
    record Row(int line, Map<Column, String> cells, Optional<Refusal> objection) {
        String cell(Column column) {
            return cells.get(column);
        }
    }

    /** Reads the file once: refused if it cannot be read to its end, or its columns are not ours. */
    public static Outcome<PeopleFile> open(Path file) {
        return new PeopleFile(file.toString(), file.toAbsolutePath().getParent(), () -> stored(file)).counted();
    }

    /**
     * A file that somebody sent, the same way.
     *
     * @param name as they call it
     */
    static Outcome<PeopleFile> of(String name, byte[] octets) {
        return new PeopleFile(name, Path.of("."), () -> new ByteArrayInputStream(octets)).counted();
    }

    private static InputStream stored(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw unreadable(file, RefusalCode.BAD_INPUT, " is no file that can be read; check that it is there.");
        }
        if (Files.size(file) > MAX_OCTETS) {
            throw unreadable(file, RefusalCode.TOO_LARGE, " has more than " + (MAX_OCTETS >> 20) + " MiB; split it.");
        }
        return new BufferedInputStream(Files.newInputStream(file));
    }

    private Outcome<PeopleFile> counted() {
        PeopleFile people = this;
        try {
            people.forEach(row -> people.rows++);
            return Outcome.ok(people);
        } catch (RefusedException e) {
            return Outcome.refused(e.refusal());
        }
    }

    public int rows() {
        return rows;
    }

    public boolean has(Column column) {
        return header.contains(column);
    }

    /** The folder that paths in it are relative to. */
    Path folder() {
        return folder;
    }

    /** Hands out every row in order; refused by exception where it cannot be read on. */
    void forEach(Consumer<Row> reader) {
        try (InputStream in = source.open()) {
            char separator = separator(in);
            CsvParser parser = CSV.createParser(in);
            parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
            header = header(next(parser).orElse(new Line(1, List.of())).cells());
            int count = 0;
            for (Optional<Line> line = next(parser); line.isPresent(); line = next(parser)) {
                if (++count > MAX_ROWS) {
                    throw unreadable(RefusalCode.TOO_LARGE, " has more than " + counted(MAX_ROWS) + " rows; split it.");
                }
                reader.accept(row(line.get()));
            }
        } catch (IOException e) {
            throw explain(e);
        }
    }

    /** A comma; a semicolon where the header has that alone, as spreadsheets write it where the comma is the decimal sign. */
    private static char separator(InputStream in) throws IOException {
        in.mark(HEADER_LOOK);
        String start = new String(in.readNBytes(HEADER_LOOK), StandardCharsets.ISO_8859_1);
        in.reset();
        String first = start.lines().findFirst().orElse("");
        return first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }

    private record Line(int number, List<String> cells) {}

    private Optional<Line> next(CsvParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return Optional.empty();
        }
        List<String> cells = new ArrayList<>();
        int number = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            number = cells.isEmpty() ? parser.currentTokenLocation().getLineNr() : number;
            cells.add(parser.getText());
            if (cells.size() > MAX_CELLS) {
                throw unreadable(
                        RefusalCode.BAD_INPUT,
                        ", line " + number + ": more than " + MAX_CELLS + " cells; look for a missing line end.");
            }
        }
        return Optional.of(new Line(number, cells));
    }

    private List<Column> header(List<String> cells) {
        List<Column> columns = new ArrayList<>();
        for (String cell : cells) {
            Column column = Column.of(cell)
                    .orElseThrow(() -> unreadable(
                            RefusalCode.BAD_INPUT,
                            ": there is no column \"" + printable(cell) + "\"; the first line names columns, of "
                                    + known() + "."));
            if (columns.contains(column)) {
                throw unreadable(RefusalCode.BAD_INPUT, ": the column " + column.text() + " is there twice.");
            }
            columns.add(column);
        }
        if (!columns.contains(Column.EMAIL)) {
            throw unreadable(RefusalCode.BAD_INPUT, ": the column email is missing; known are " + known() + ".");
        }
        return columns;
    }

    private static String known() {
        return Arrays.stream(Column.values()).map(Column::text).collect(Collectors.joining(", "));
    }

    private Row row(Line line) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        for (int i = 0; i < Math.min(header.size(), line.cells().size()); i++) {
            if (!line.cells().get(i).isBlank()) {
                cells.put(header.get(i), line.cells().get(i).strip());
            }
        }
        // A comma too many shifts what stands behind it: rather nothing than a wrong certificate.
        Optional<Refusal> objection = line.cells().size() == header.size()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalCode.BAD_INPUT,
                        "The row has " + line.cells().size() + " cells and the header " + header.size()
                                + "; put a cell that holds a separator into quotes."));
        return new Row(line.number(), cells, objection);
    }

    private RefusedException explain(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return unreadable(
                    RefusalCode.TOO_LARGE,
                    ": a cell has more than " + counted(MAX_CELL)
                            + " characters; is a closing quote missing before it?");
        }
        if (e instanceof CharConversionException) {
            return unreadable(RefusalCode.BAD_INPUT, " is not in UTF-8; save it as \"CSV UTF-8\".");
        }
        return e instanceof JsonProcessingException malformed && malformed.getLocation() != null
                ? unreadable(
                        RefusalCode.BAD_INPUT,
                        ", line " + malformed.getLocation().getLineNr()
                                + ": this is not well-formed CSV; quotes stand around a whole cell, and are doubled within.")
                : unreadable(RefusalCode.BAD_INPUT, " cannot be read to its end: " + printable(e.getMessage()));
    }

    private static String counted(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private RefusedException unreadable(RefusalCode code, String what) {
        return unreadable(name, code, what);
    }

    private static RefusedException unreadable(Object file, RefusalCode code, String what) {
        return new RefusedException(code, file + what);
    }

    /** Text from the file on one line of a terminal or log. */
    static String printable(String text) {
        return Printable.of(text, 200);
    }
}
