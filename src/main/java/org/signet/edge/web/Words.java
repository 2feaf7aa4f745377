package org.signet.edge.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.watch.Observation;
import org.signet.crypto.smime.report.Warning;
import org.signet.model.Refusal;

/** Sentences, dates and numbers in one language. */
public final class Words {
    private final Locale locale;
    private final Map<String, String> own;
    private final Map<String, String> texts;
    private final DateTimeFormatter day;
    private final DateTimeFormatter moment;

    /**
     * @param own the language's catalogue
     * @param english said in place of what it lacks
     */
    Words(Locale locale, Map<String, String> own, Map<String, String> english) {
        this.locale = locale;
        this.own = Map.copyOf(own);
        Map<String, String> all = new HashMap<>(english);
        all.putAll(own);
        this.texts = Map.copyOf(all);
        this.day = form("date.day");
        this.moment = form("date.moment");
    }

    private DateTimeFormatter form(String key) {
        return DateTimeFormatter.ofPattern(texts.get(key), locale).withZone(ZoneOffset.UTC);
    }

    /** Language tag, as {@code <html lang>} and our cookie spell it. */
    public String language() {
        return locale.toLanguageTag();
    }

    /** What its speakers call it; the tag if its catalogue does not say. */
    public String languageName() {
        return own.getOrDefault("language.name", language());
    }

    /**
     * The sentence with that key, {@code {0}} and so on replaced.
     *
     * @throws IllegalArgumentException if the catalogue has none: a page or a catalogue is wrong
     */
    public String t(String key, Object... arguments) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no message " + key + " in " + language());
        }
        for (int i = 0; i < arguments.length; i++) {
            // Backwards, so that braces inside an argument are never taken for a place.
            int place = arguments.length - 1 - i;
            text = text.replace("{" + place + "}", mask(String.valueOf(arguments[place])));
        }
        return text.replace('\uE000', '{');
    }

    private static String mask(String argument) {
        return argument.replace('{', '\uE000');
    }

    /** One for the number one, the other for the rest; {@code {0}} is the number. */
    public String count(String key, long number) {
        return t(key + (number == 1 ? ".one" : ".many"), number);
    }

    /** A list of values, such as our domains, as a sentence holds it. */
    public String list(Iterable<String> values) {
        return String.join(", ", values);
    }

    /** A refusal in this language: its own English sentence, or the catalogue's for its code where there is one. */
    public String refusal(Refusal refusal) {
        return problem(refusal.code().text(), refusal.detail());
    }

    /** Every refusal's own sentence in this language, by its code, for a script that is told the code; none in English. */
    public Map<String, String> refusals() {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("refusal."))
                .collect(Collectors.toMap(entry -> entry.getKey().substring("refusal.".length()), Map.Entry::getValue));
    }

    /** What a refusal of that code says in this language; its own English sentence where the catalogue has none. */
    String problem(String code, String detail) {
        return locale.getLanguage().equals("en") ? detail : texts.getOrDefault("refusal." + code, detail);
    }

    /** What a check saw: its own English sentence, or the catalogue's for its code. */
    public String observed(Observation observation) {
        return filled("seen." + observation.code(), observation.what(), observation.facts());
    }

    /** What to do about it; empty if nothing. */
    public String advice(Observation observation) {
        return filled("seen." + observation.code() + ".advice", observation.advice(), observation.facts());
    }

    private String filled(String key, String english, List<String> facts) {
        return locale.getLanguage().equals("en") || !texts.containsKey(key) ? english : t(key, facts.toArray());
    }

    /** What a message warns of: its own English sentence, or the catalogue's for its code. */
    public String warned(Warning warning) {
        return filled("warned." + warning.code(), warning.text(), warning.facts());
    }

    /** Who did something, from how {@code Actor.name} spells it. */
    public String actor(String name) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        String text = texts.get("actor." + kind);
        return text == null ? name : t("actor." + kind, name.substring(colon + 1));
    }

    /** Where it came from: an address stays as it is. */
    public String origin(String origin) {
        return texts.getOrDefault("origin." + origin, origin);
    }

    /** An audit event's type; one of another version keeps the name it was stored by. */
    public String event(String type) {
        return texts.getOrDefault("event." + type, type);
    }

    /**
     * An audit event as a sentence about its facts, each as {@code {field}}; empty for one that has none. A sentence for a certain
     * value, {@code said.TYPE.FIELD.VALUE}, goes before: for one entry, say, or for nobody.
     */
    public Optional<String> said(String type, Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> texts.get("said." + type + "." + fact.getKey() + "." + fact.getValue()))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.ofNullable(texts.get("said." + type)));
    }

    /** Rules for certificates by their names, {@code profile person-strict}, with commas between. */
    public String rules(String names) {
        return Stream.of(names.split(", "))
                .map(name -> name.split(" ", 2))
                .map(name -> name.length == 2 && texts.containsKey("rule." + name[0])
                        ? t("rule." + name[0], name[1])
                        : String.join(" ", name))
                .collect(Collectors.joining(", "));
    }

    /** Where an enrolment stood, by the name in the log. */
    public String stage(String name) {
        return texts.getOrDefault("request.state." + name.toUpperCase(Locale.ROOT), name);
    }

    /** Why one person acted alone, by its name as stored. */
    public String alone(String name) {
        return texts.getOrDefault("log.why." + name, name);
    }

    /** Why a row of a table invites nobody. */
    public String trouble(String code, String detail) {
        String text = texts.get("invite.trouble." + code);
        return text == null ? problem(code, detail) : text;
    }

    /** What holds where the configuration says nothing. */
    public String unset(String table, String key) {
        return texts.getOrDefault("setting." + table + "." + key + ".unset", t("settings.unset"));
    }

    /** What needs two administrators, by its name as stored. */
    public String act(String name) {
        return texts.getOrDefault("log.act." + name, name);
    }

    /** A role by its name as stored. */
    public String role(String name) {
        return texts.getOrDefault("role." + name, name);
    }

    /** Why something was revoked, by the reason's name as stored or as RFC 5280 spells it. */
    public String reason(String name) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("reason."))
                .filter(entry -> entry.getKey().substring("reason.".length()).equalsIgnoreCase(name.replace("_", "")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(name);
    }

    /** A field of an audit event. */
    public String fact(String field) {
        return texts.getOrDefault("fact." + field, field);
    }

    /** A field of a message's header, as mail programs call it; others keep their name. */
    public String field(String name) {
        return texts.getOrDefault("show.field." + name.toLowerCase(Locale.ROOT), name);
    }

    /** A day in UTC. */
    public String day(Instant moment) {
        return day.format(moment);
    }

    /** A moment in UTC, to the minute. */
    public String moment(Instant moment) {
        return this.moment.format(moment);
    }

    /** Of its own catalogue. */
    Set<String> keys() {
        return own.keySet();
    }

    String raw(String key) {
        return own.get(key);
    }
}
