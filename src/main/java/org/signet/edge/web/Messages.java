package org.signet.edge.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The catalogues of sentences, one file for each language, {@code TAG.properties} in UTF-8; a file more is a language more. What a
 * catalogue lacks is said in English.
 */
public final class Messages {
    /** Spoken to whoever asks for no language that we have. */
    public static final String ENGLISH = "en";

    private static final String COOKIE = "lang";
    private static final String ENDING = ".properties";
    /** As long as our records keep one. */
    private static final Pattern TAG = Pattern.compile("[a-z]{2}(-[A-Z]{2})?");

    private final Map<String, Words> byLanguage;
    private final List<String> languages;

    private Messages(Map<String, Words> byLanguage) {
        this.byLanguage = Map.copyOf(byLanguage);
        this.languages = List.copyOf(byLanguage.keySet());
    }

    /** Those of the class path: every file beside {@code /web/messages/en.properties}. */
    public static Messages ofClassPath() {
        return OfClassPath.MESSAGES;
    }

    private static final class OfClassPath {
        private static final Messages MESSAGES =
                beside(Messages.class.getResource("/web/messages/" + ENGLISH + ENDING));
    }

    /** @param english the English catalogue, in a folder or a jar */
    static Messages beside(URL english) {
        Map<String, String> everything = read(english);
        Map<String, Words> all = new LinkedHashMap<>();
        all.put(ENGLISH, new Words(Locale.ENGLISH, everything, everything));
        String place = english.toString();
        String folder = place.substring(0, place.length() - (ENGLISH + ENDING).length());
        for (String language : languages(english)) {
            all.computeIfAbsent(
                    language,
                    tag -> new Words(Locale.forLanguageTag(tag), read(url(folder + tag + ENDING)), everything));
        }
        return new Messages(all);
    }

    /** In order, so that every start lists them alike. */
    private static List<String> languages(URL english) {
        try {
            if (english.openConnection() instanceof JarURLConnection jar) {
                String folder =
                        jar.getEntryName().substring(0, jar.getEntryName().lastIndexOf('/') + 1);
                return tags(jar.getJarFile().stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(folder))
                        .map(name -> name.substring(folder.length())));
            }
            try (Stream<Path> files = Files.list(Path.of(english.toURI()).getParent())) {
                return tags(files.map(file -> file.getFileName().toString()));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot list the catalogues beside " + english, e);
        }
    }

    private static List<String> tags(Stream<String> names) {
        return names.filter(name -> name.endsWith(ENDING))
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .filter(tag -> TAG.matcher(tag).matches())
                .sorted()
                .toList();
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(URL place) {
        try (InputStream file = place.openStream()) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            Map<String, String> texts = new LinkedHashMap<>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }

    /** Tags of the languages that we have, English first. */
    public List<String> languages() {
        return languages;
    }

    /** Of a language tag that we stored; English if it is none of ours. */
    public Words in(String language) {
        return byLanguage.getOrDefault(language, byLanguage.get(ENGLISH));
    }

    /** Every language but that of these words. */
    List<Words> besides(Words words) {
        return languages.stream()
                .filter(language -> !language.equals(words.language()))
                .map(this::in)
                .toList();
    }

    /** What the visitor reads: chosen now by {@code ?lang=}, chosen before, or what the browser prefers. */
    Words of(Context ctx) {
        String chosen = ctx.queryParam(COOKIE);
        if (chosen != null && languages.contains(chosen)) {
            ctx.res().addHeader("Set-Cookie", COOKIE + "=" + chosen + "; Path=/; Max-Age=31536000; SameSite=Lax");
            return in(chosen);
        }
        String before = ctx.cookie(COOKIE);
        return before != null && languages.contains(before) ? in(before) : in(preferred(ctx.header("Accept-Language")));
    }

    /** The first of our languages in an Accept-Language header (RFC 9110 §12.5.4). */
    String preferred(String header) {
        if (header == null || header.length() > 200) {
            return ENGLISH;
        }
        try {
            String found = Locale.lookupTag(Locale.LanguageRange.parse(header), languages);
            return languages.stream()
                    .filter(tag -> tag.equalsIgnoreCase(found))
                    .findFirst()
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }
}
