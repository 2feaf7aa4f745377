package org.signet.app.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.app.bulk.PeopleFile.Column;
import org.signet.app.bulk.PeopleFile.Row;

/** Tables as spreadsheets write them, and as somebody who means harm does. */
class PeopleFileTest {
    @TempDir
    Path folder;

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("people.csv"), text.getBytes(charset));
    }

    private List<Row> rows(String text) throws IOException {
        List<Row> rows = new ArrayList<>();
        PeopleFile people = PeopleFile.open(file(text, StandardCharsets.UTF_8)).orThrow();
        people.forEach(rows::add);
        assertThat(people.rows()).isEqualTo(rows.size());
        return rows;
    }

    @Test
    void quotesLineEndsAndFormulasAreText() throws IOException {
        List<Row> rows = rows("\uFEFFemail,Name , surname\r\n"
                + "ada@example.com,\"Lovelace, \"\"Ada\"\"\",x\r\n"
                + "\r\n"
                + "bob@example.com,\"two\r\nlines\",\"=cmd|' /C calc'!A0\"\n"
                + " eve@example.com , ,\"\"\r\n"
                + "zoe@example.com,Zoë,last line without an end");
        assertThat(rows).extracting(Row::line).containsExactly(2, 4, 6, 7);
        assertThat(rows).allMatch(row -> row.objection().isEmpty());
        assertThat(rows.get(0).cell(Column.NAME)).isEqualTo("Lovelace, \"Ada\"");
        assertThat(rows.get(1).cell(Column.NAME)).isEqualTo("two\r\nlines");
        assertThat(rows.get(1).cell(Column.SURNAME)).isEqualTo("=cmd|' /C calc'!A0");
        assertThat(rows.get(2).cell(Column.EMAIL)).isEqualTo("eve@example.com");
        assertThat(rows.get(2).cells()).containsOnlyKeys(Column.EMAIL);
        assertThat(rows.get(3).cell(Column.NAME)).isEqualTo("Zoë");
    }

    @Test
    void semicolonsSeparateWhereTheHeaderHasThemAlone() throws IOException {
        List<Row> rows = rows("email;name\r\nada@example.com;\"Lovelace, Ada\"\r\n");
        assertThat(rows.get(0).cell(Column.NAME)).isEqualTo("Lovelace, Ada");
        assertThat(rows("email,name\r\na@example.com;b@example.com,Ada\r\n")
                        .get(0)
                        .cell(Column.EMAIL))
                .isEqualTo("a@example.com;b@example.com");
    }

    @Test
    void aRowOfAnotherWidthIsRefusedAlone() throws IOException {
        List<Row> rows = rows("email,name\nada@example.com\nbob@example.com,Bob\neve@example.com,Eve,more\n");
        assertThat(rows).extracting(row -> row.objection().isPresent()).containsExactly(true, false, true);
        assertThat(rows.get(2).objection().orElseThrow().detail()).contains("3 cells");
    }

    record Bad(String text, Charset charset, String sentence) {
        Bad(String text, String sentence) {
            this(text, StandardCharsets.UTF_8, sentence);
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Bad> unreadable() {
        return Stream.of(
                new Bad("", "the column email is missing"),
                new Bad("name,csr\nAda,a.csr\n", "the column email is missing"),
                new Bad("email,e-mail\na,b\n", "no column \"e-mail\""),
                new Bad("email,name,EMAIL\n", "email is there twice"),
                new Bad("ada@example.com,Ada\n", "no column \"ada@example.com\""),
                new Bad("email,\"na\r\nme\u001b[2J\"\n", "no column \"na??me?[2J\""),
                new Bad("email,name\nada@example.com,\"A\"da\n", "line 2: this is not well-formed CSV"),
                new Bad("email,name\nada@example.com,\"Ada\n", "not well-formed CSV"),
                new Bad("email,name\nada@example.com," + "x".repeat(1_000_000) + "\n", "more than 4,000 characters"),
                new Bad("email,name\nada@example.com,\"" + "x,\n".repeat(100_000), "more than 4,000 characters"),
                new Bad("email,name\na" + ",".repeat(1_000_000) + "\n", "line 2: more than 64 cells"),
                new Bad("email,name\nz@example.com,Zoë\n", StandardCharsets.ISO_8859_1, "not in UTF-8"),
                new Bad("email\n" + "a\n".repeat(PeopleFile.MAX_ROWS + 1), "more than 100,000 rows"));
    }

    @ParameterizedTest
    @MethodSource
    void unreadable(Bad bad) throws IOException {
        Path file = file(bad.text(), bad.charset());
        assertThat(PeopleFile.open(file).refusal().detail())
                .startsWith(file.toString())
                .contains(bad.sentence())
                .doesNotContainPattern("[\\p{Cntrl}]");
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        assertThat(PeopleFile.open(folder).refusal().detail()).contains("no file");
        assertThat(PeopleFile.open(folder.resolve("none")).refusal().detail()).contains("no file");
        Path large = folder.resolve("large");
        try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(PeopleFile.MAX_OCTETS + 1);
        }
        assertThat(PeopleFile.open(large).refusal().detail()).contains("64 MiB");
    }
}
