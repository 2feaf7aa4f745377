package org.signet.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.edge.http.Problem;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.slf4j.event.KeyValuePair;

/**
 * What the log says of one event: a line for people, or a JSON object on a line for programs. Either is shown by whatever somebody reads
 * logs with, so no text of a stranger moves a cursor, begins a line or is longer than anybody reads.
 */
public final class LogLines extends EncoderBase<ILoggingEvent> {
    /** The environment variable that says which; the configuration is read after the first line may be due. */
    public static final String VARIABLE = "SIGNET_LOG";

    private static final int LONGEST_MESSAGE = 8 * 1024;
    private static final int LONGEST_TRACE = 32 * 1024;

    private static volatile boolean json;

    /**
     * A server's log: as {@value #VARIABLE} says, {@code json} or {@code text}, else JSON unless a person looks on.
     *
     * @param said the variable's value
     */
    public static Outcome<Boolean> ofServer(Optional<String> said, boolean terminal) {
        String form = said.orElse(terminal ? "text" : "json");
        if (!List.of("json", "text").contains(form)) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "The environment variable " + VARIABLE + " is json or text, not " + Printable.of(form, 40) + ".");
        }
        json = form.equals("json");
        return Outcome.ok(json);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return ((json ? object(event) : text(event)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** For programs, in ASCII. */
    static String object(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", event.getInstant().toString());
        fields.put("level", event.getLevel().toString());
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        fields.putAll(event.getMDCPropertyMap());
        fields.put("message", cut(event.getFormattedMessage(), LONGEST_MESSAGE));
        pairs(event).forEach(pair -> fields.putIfAbsent(pair.key, cut(String.valueOf(pair.value), LONGEST_MESSAGE)));
        trace(event).ifPresent(trace -> fields.put("error", trace));
        return fields.entrySet().stream()
                .map(field -> Problem.quote(field.getKey()) + ":" + Problem.quote(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** For people; what went wrong follows indented, so that it is not taken for lines of ours. */
    static String text(ILoggingEvent event) {
        String logger = event.getLoggerName();
        String ids = String.join(" ", event.getMDCPropertyMap().values());
        String pairs = pairs(event).stream()
                .map(pair -> " " + pair.key + "=" + pair.value)
                .collect(Collectors.joining());
        String line = "%s %-5s %s%s - %s"
                .formatted(
                        event.getInstant(),
                        event.getLevel(),
                        logger.substring(logger.lastIndexOf('.') + 1),
                        ids.isEmpty() ? "" : " [" + ids + "]",
                        cut(event.getFormattedMessage(), LONGEST_MESSAGE) + pairs);
        return Printable.escaped(line)
                + trace(event)
                        .map(trace -> trace.lines()
                                .map(each -> "\n    " + Printable.escaped(each.strip()))
                                .collect(Collectors.joining()))
                        .orElse("");
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
    }

    private static Optional<String> trace(ILoggingEvent event) {
        return Optional.ofNullable(event.getThrowableProxy())
                .map(thrown -> cut(ThrowableProxyUtil.asString(thrown), LONGEST_TRACE));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : Printable.cut(text, most) + "…";
    }
}
