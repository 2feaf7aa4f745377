package org.signet.edge.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The catalogues of sentences, one for each language. */
public final class Messages {
    /** The first one is spoken to whoever asks for none we have. */
    public static final List<String> LANGUAGES = List.of("en", "de");

    private static final String COOKIE = "lang";

    private final Map<String, Words> byLanguage;

    private Messages(Map<String, Words> byLanguage) {
        this.byLanguage = Map.copyOf(byLanguage);
    }

    /** Those of the class path, {@code /web/messages/LANGUAGE.properties} in UTF-8. */
    public static Messages ofClassPath() {
        Map<String, Words> all = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            all.put(language, new Words(Locale.forLanguageTag(language), read(language)));
        }
        return new Messages(all);
    }

    private static Map<String, String> read(String language) {
        String name = "/web/messages/" + language + ".properties";
        try (InputStream file = Messages.class.getResourceAsStream(name)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            Map<String, String> texts = new LinkedHashMap<>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Of a language tag that we stored; English if it is none of ours. */
    public Words in(String language) {
        return byLanguage.getOrDefault(language, byLanguage.get(LANGUAGES.get(0)));
    }

    /** What the visitor reads: chosen now by {@code ?lang=}, chosen before, or what the browser prefers. */
    Words of(Context ctx) {
        String chosen = ctx.queryParam(COOKIE);
        if (chosen != null && LANGUAGES.contains(chosen)) {
            ctx.res().addHeader("Set-Cookie", COOKIE + "=" + chosen + "; Path=/; Max-Age=31536000; SameSite=Lax");
            return in(chosen);
        }
        String before = ctx.cookie(COOKIE);
        return before != null && LANGUAGES.contains(before) ? in(before) : in(preferred(ctx.header("Accept-Language")));
    }

    /** The first of our languages in an Accept-Language header (RFC 9110 §12.5.4). */
    static String preferred(String header) {
        if (header == null || header.length() > 200) {
            return LANGUAGES.get(0);
        }
        try {
            String found = Locale.lookupTag(Locale.LanguageRange.parse(header), LANGUAGES);
            return found == null ? LANGUAGES.get(0) : found;
        } catch (IllegalArgumentException malformed) {
            return LANGUAGES.get(0);
        }
    }
}
