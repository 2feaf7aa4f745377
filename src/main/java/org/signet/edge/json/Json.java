package org.signet.edge.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;

/**
 * Reads and writes JSON (RFC 8259), the same way at every door. Values are records; moments are ISO 8601 in UTC; what is
 * absent is left out. Reading is strict: limits on size and depth, no unknown or repeated property, no number for a text.
 */
public final class Json {
    /** The largest document that is read, in octets. */
    public static final int MAX_OCTETS = 1 << 20;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT = 64 * 1024;

    private static final ObjectMapper MAPPER = mapper();
    private static final ObjectReader STRICT = MAPPER.reader();
    private static final ObjectReader TOLERANT =
            MAPPER.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Json() {}

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .maxNameLength(200)
                        .maxNumberLength(50)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .addModule(new SimpleModule()
                        .addSerializer(Instant.class, new InstantWriter())
                        .addDeserializer(Instant.class, new InstantReader())
                        .addDeserializer(String.class, new TextReader()))
                .build();
    }

    /** Reads what a client sent; a {@link RefusalCode#BAD_INPUT} says what is wrong with it, and where. */
    public static <T> Outcome<T> read(byte[] utf8, Class<T> type) {
        return read(STRICT, utf8, type);
    }

    public static <T> Outcome<T> read(String json, Class<T> type) {
        return read(STRICT, json.getBytes(StandardCharsets.UTF_8), type);
    }

    /** Reads what a server answered, which may be newer than this program: properties that we do not know are passed over. */
    public static <T> Outcome<T> readAnswer(byte[] utf8, Class<T> type) {
        return read(TOLERANT, utf8, type);
    }

    private static <T> Outcome<T> read(ObjectReader reader, byte[] utf8, Class<T> type) {
        if (utf8.length > MAX_OCTETS) {
            return Outcome.refused(RefusalCode.TOO_LARGE, "A JSON document has at most 1 MiB here.");
        }
        try {
            T value = reader.forType(type).readValue(utf8);
            return value == null ? refused("Give a JSON object, not null.") : Outcome.ok(value);
        } catch (IOException e) {
            return refused(sentence(e));
        }
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.BAD_INPUT, detail);
    }

    private static String sentence(IOException problem) {
        if (problem.getCause() instanceof JsonProcessingException wrapped) {
            return sentence(wrapped);
        }
        if (problem instanceof StreamConstraintsException) {
            return "This JSON is too deeply nested, or holds a text that is too long.";
        }
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return "There is no property \"" + clipped(unknown.getPropertyName()) + "\" here; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (problem instanceof StreamReadException malformed) {
            return "This is not well-formed JSON" + place(malformed) + ".";
        }
        if (problem instanceof JsonMappingException mapping) {
            String path = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            return path.isEmpty()
                    ? "Give a JSON object and nothing behind it."
                    : "The property \"" + clipped(path) + "\" has a value of the wrong kind.";
        }
        return "This is not well-formed JSON in UTF-8.";
    }

    private static String place(JsonProcessingException problem) {
        var at = problem.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String clipped(String text) {
        return Printable.of(text, 60);
    }

    /** On one line, in UTF-8. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
        }
    }

    /** With line breaks and indents, for people and their terminals. */
    public static String writePretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
        }
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant moment, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(moment.toString());
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = text(in, context);
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "no moment of ISO 8601");
            }
        }
    }

    /** A text is a text: Jackson alone would take 5 and true for one. */
    private static final class TextReader extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        TextReader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return text(in, context);
        }
    }

    private static String text(JsonParser in, DeserializationContext context) throws IOException {
        return in.hasToken(JsonToken.VALUE_STRING)
                ? in.getText()
                : (String) context.handleUnexpectedToken(String.class, in);
    }
}
