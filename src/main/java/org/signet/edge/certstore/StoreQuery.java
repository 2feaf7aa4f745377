package org.signet.edge.certstore;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.crypto.x509.store.SearchKey;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * What is asked for: {@code ?ATTRIBUTE=VALUE}, one of each (RFC 4387 §2).
 *
 * @param address asked for; empty for a hash
 * @param key which kind of hash, with its octets in {@code hash}; null both for an address
 */
record StoreQuery(Optional<EmailAddress> address, SearchKey key, Bytes hash) {
    private static final List<String> ADDRESS = List.of("email", "uri");
    /** 20 octets in base64 without the {@code =} (§2.1). */
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9+/]{27}");

    private static final int MAX_NAME = 200;

    /** @param keys attributes that are taken, besides those for addresses */
    static Outcome<StoreQuery> of(Context ctx, List<SearchKey> keys, boolean addresses) {
        Map<String, List<String>> asked = ctx.queryParamMap();
        String attribute = asked.keySet().stream().findFirst().orElse("");
        Optional<SearchKey> key =
                keys.stream().filter(each -> each.attribute().equals(attribute)).findFirst();
        if (asked.size() != 1
                || asked.get(attribute).size() != 1
                || key.isEmpty() && !(addresses && ADDRESS.contains(attribute))) {
            return refused("Ask by one attribute, with one value: "
                    + Stream.concat(
                                    addresses ? ADDRESS.stream() : Stream.of(),
                                    keys.stream().map(SearchKey::attribute))
                            .collect(Collectors.joining(", "))
                    + ". Their case matters.");
        }
        String value = asked.get(attribute).get(0);
        if (key.isEmpty()) {
            return address(value).map(address -> new StoreQuery(Optional.of(address), null, null));
        }
        Outcome<Bytes> hash = key.get() == SearchKey.NAME ? name(value) : hash(value);
        return hash.map(octets -> new StoreQuery(Optional.empty(), key.get(), octets));
    }

    /** Without a scheme (§2.2); a plus that was not escaped is a space by now. */
    private static Outcome<EmailAddress> address(String value) {
        return value.strip().contains(" ")
                ? refused("The address holds a space; write a + in it as %2B.")
                : EmailAddress.parse(value);
    }

    private static Outcome<Bytes> name(String value) {
        return value.isBlank() || value.length() > MAX_NAME
                ? refused("A name has 1 to " + MAX_NAME + " characters; ask for the whole common name.")
                : Outcome.ok(SearchKey.ofName(value));
    }

    private static Outcome<Bytes> hash(String value) {
        if (value.contains(" ")) {
            return refused("The hash holds a space; write each + in it as %2B.");
        }
        if (value.contains("=")) {
            return refused("The hash ends with an equals sign; leave it away, so that 27 characters stay.");
        }
        if (!HASH.matcher(value).matches()) {
            return refused("A hash is SHA-1 in base64: 27 characters of A-Z, a-z, 0-9, + and /.");
        }
        byte[] octets = Base64.getDecoder().decode(value);
        // Four bits of the last character are none of the hash's: two texts would mean the same.
        return Arrays.equals(octets, Arrays.copyOf(octets, SearchKey.octets()))
                        && Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(octets)
                                .equals(value)
                ? Outcome.ok(Bytes.of(octets))
                : refused("The hash is not well-formed base64; encode its 20 octets again.");
    }

    private static <T> Outcome<T> refused(String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, why);
    }
}
