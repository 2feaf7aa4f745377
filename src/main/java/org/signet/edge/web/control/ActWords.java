package org.signet.edge.web.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.signet.ca.access.control.Act;
import org.signet.ca.access.control.AgreedRules;
import org.signet.ca.access.control.Staff;
import org.signet.edge.web.Words;
import org.signet.model.Printable;

/** What will happen, in a visitor's language. */
public final class ActWords {
    private ActWords() {}

    /** One sentence; the parameters beside it say the same exactly. */
    public static String sentence(Words words, Act act) {
        String user = shown(act, "user");
        return switch (act.kind()) {
            case USE_ROOT -> rootUse(words, act);
            case REVOKE_ISSUER ->
                words.t("act.REVOKE_ISSUER", shown(act, "ca"), words.t("reason." + shown(act, "reason")));
            case CHANGE_RULES ->
                words.t(
                        "act.CHANGE_RULES",
                        words.list(AgreedRules.changes(act).stream()
                                .map(change -> rule(words, change.name()))
                                .toList()));
            case INVITE, CHANGE_ROLE ->
                words.t(
                        "act." + act.kind().name(),
                        user,
                        Staff.role(act.parameter("role"))
                                .map(role -> words.t("role." + role.name()))
                                .orElse(""));
            default -> words.t("act." + act.kind().name(), user);
        };
    }

    private static String rootUse(Words words, Act act) {
        String what = switch (act.parameter("verb")) {
            case "add-domain" -> shown(act, "domains");
            case "new-issuer", "rollover" -> shown(act, "key");
            default -> shown(act, "ca");
        };
        String more = shown(act, act.parameter("verb").equals("split") ? "threshold" : "by");
        return words.t("act.root." + act.parameter("verb"), what, more, shown(act, "holders"));
    }

    /** A rule's name: {@code profile person-strict}, {@code domain example.com}. */
    public static String rule(Words words, String name) {
        int space = name.indexOf(' ');
        return words.t("rule." + name.substring(0, space), Printable.escaped(name.substring(space + 1)));
    }

    private static String shown(Act act, String parameter) {
        return Printable.escaped(act.parameter(parameter));
    }

    /** A part of a rule that changed; either may be empty. */
    public record Line(String before, String after) {}

    /** The parts of a rule that changed. */
    public static List<Line> lines(AgreedRules.Changed change) {
        List<String> before = Arrays.asList(change.before().split("\n"));
        List<String> after = Arrays.asList(change.after().split("\n"));
        List<Line> lines = new ArrayList<>();
        for (String line : after) {
            if (!before.contains(line)) {
                lines.add(new Line(sameKey(before, line), line));
            }
        }
        before.stream()
                .filter(line -> !line.isEmpty() && sameKey(after, line).isEmpty())
                .forEach(line -> lines.add(new Line(line, "")));
        return lines;
    }

    private static String sameKey(List<String> lines, String line) {
        String key = line.substring(0, line.indexOf('=') + 1);
        return lines.stream().filter(each -> each.startsWith(key)).findFirst().orElse("");
    }
}
