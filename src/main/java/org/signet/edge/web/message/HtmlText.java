package org.signet.edge.web.message;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of an HTML text, without anything that a browser would run, load or hide. What comes out is text: it is escaped like any
 * other where it is shown.
 */
final class HtmlText {
    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<(script|style|head|title|template)\\b.*?(</\\1\\s*>|\\z)|<!--.*?(-->|\\z)");
    private static final Pattern LEGACY =
            Pattern.compile("(?is)<div\\s+class=\"?header-protection-legacy-display\"?\\s*>.*?(</div>|\\z)");
    private static final Pattern BREAK =
            Pattern.compile("(?i)<(br|/p|/div|/ul|/ol|/tr|/h[1-6]|/pre|/blockquote)\\b[^<>]*>");
    private static final Pattern CELL = Pattern.compile("(?i)</t[dh]\\b[^<>]*>");
    private static final Pattern ITEM = Pattern.compile("(?i)<li\\b[^<>]*>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Map<String, String> NAMED = Map.of(
            "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ", "euro", "€", "ndash", "–",
            "mdash", "—");

    private HtmlText() {}

    /** @param display whether a copy of hidden header fields is left out */
    static String of(String html, boolean display) {
        String visible = UNSEEN.matcher(html).replaceAll(" ");
        String seen = display ? LEGACY.matcher(visible).replaceAll(" ") : visible;
        String lines = BREAK.matcher(seen.replaceAll("\\s+", " ")).replaceAll("\n");
        String apart = ITEM.matcher(CELL.matcher(lines).replaceAll(" ")).replaceAll("\n\u2022 ");
        String text = ENTITY.matcher(TAG.matcher(apart).replaceAll("")).replaceAll(HtmlText::character);
        // One step after the other, each of which looks at every character once.
        return text.replaceAll("[ \\t]+", " ")
                .replaceAll(" ?\n ?", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static String character(MatchResult entity) {
        String name = entity.group(1);
        if (!name.startsWith("#")) {
            return Matcher.quoteReplacement(NAMED.getOrDefault(name, entity.group()));
        }
        boolean hex = name.length() > 1 && (name.charAt(1) | 0x20) == 'x';
        int number = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        return Character.isValidCodePoint(number) && !Character.isISOControl(number)
                ? Matcher.quoteReplacement(Character.toString(number))
                : " ";
    }
}
