package org.signet.edge.store.tables;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table's rows as octets, whichever engine they come from: the number and names of the columns, then each row's values, a 1 before each row, a 0 after
 * the last. A value is one octet that tells its kind, then a number of 8 octets, or the length in 4 octets and the octets of a text in UTF-8 or of a binary.
 */
final class RowFormat {
    private static final int END = 0;
    private static final int ROW = 1;
    private static final int NULL = 0;
    private static final int NUMBER = 1;
    private static final int TEXT = 2;
    private static final int OCTETS = 3;
    private static final int TRUE = 4;
    private static final int FALSE = 5;
    /** No value of any table is longer. */
    private static final int MOST = 64 << 20;

    private static final int MOST_COLUMNS = 200;

    private RowFormat() {}

    static void writeColumns(DataOutputStream out, List<String> columns) throws IOException {
        out.writeInt(columns.size());
        for (String column : columns) {
            write(out, column);
        }
    }

    static void writeRow(DataOutputStream out, TableRows rows, int columns) throws IOException, SQLException {
        out.write(ROW);
        for (int i = 1; i <= columns; i++) {
            write(out, rows.value(i));
        }
    }

    static void writeEnd(DataOutputStream out) throws IOException {
        out.write(END);
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.write(NULL);
        } else if (value instanceof Boolean truth) {
            out.write(truth ? TRUE : FALSE);
        } else if (value instanceof Long || value instanceof Integer) {
            out.write(NUMBER);
            out.writeLong(((Number) value).longValue());
        } else if (value instanceof byte[] octets) {
            write(out, OCTETS, octets);
        } else if (value instanceof String text) {
            write(out, TEXT, text.getBytes(StandardCharsets.UTF_8));
        } else {
            throw new IllegalStateException("no format for a value of " + value.getClass());
        }
    }

    private static void write(DataOutputStream out, int kind, byte[] octets) throws IOException {
        out.write(kind);
        out.writeInt(octets.length);
        out.write(octets);
    }

    static List<String> readColumns(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 1 || count > MOST_COLUMNS) {
            throw new IOException("no table has " + count + " columns");
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(String.valueOf(read(in)));
        }
        return columns;
    }

    /** Whether another row follows. */
    static boolean more(DataInputStream in) throws IOException {
        int mark = in.read();
        if (mark != ROW && mark != END) {
            throw new EOFException("the rows end before their end");
        }
        return mark == ROW;
    }

    static Object read(DataInputStream in) throws IOException {
        int kind = in.read();
        return switch (kind) {
            case NULL -> null;
            case NUMBER -> in.readLong();
            case TEXT -> new String(octets(in), StandardCharsets.UTF_8);
            case OCTETS -> octets(in);
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new IOException("there is no value of kind " + kind);
        };
    }

    private static byte[] octets(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST) {
            throw new IOException("no value has " + length + " octets");
        }
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException("a value ends before its end");
        }
        return octets;
    }
}
