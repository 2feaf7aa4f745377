package org.signet.edge.certstore;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.signet.crypto.x509.store.SearchKey;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** What is asked for: {@code ?ATTRIBUTE=VALUE}, one of each (RFC 4387 §2). */
sealed interface StoreQuery {
    List<String> ADDRESS = List.of("email", "uri");
    /** What CRLs are asked by (§2.3). */
    List<SearchKey> OF_CRLS = List.of(SearchKey.ISSUER, SearchKey.KEY_IDENTIFIER);
    /** 20 octets in base64 without the {@code =} (§2.1). */
    Pattern HASH = Pattern.compile("[A-Za-z0-9+/]{27}");

    int MAX_NAME = 200;

    <T> T fold(Function<EmailAddress, T> byAddress, BiFunction<SearchKey, Bytes, T> byHash);

    /** Whose certificates are wanted. */
    record ByAddress(EmailAddress address) implements StoreQuery {
        @Override
        public <T> T fold(Function<EmailAddress, T> byAddress, BiFunction<SearchKey, Bytes, T> byHash) {
            return byAddress.apply(address);
        }
    }

    /** @param hash of what the key says, 20 octets */
    record ByHash(SearchKey key, Bytes hash) implements StoreQuery {
        @Override
        public <T> T fold(Function<EmailAddress, T> byAddress, BiFunction<SearchKey, Bytes, T> byHash) {
            return byHash.apply(key, hash);
        }
    }

    static Outcome<StoreQuery> ofCertificates(Context ctx) {
        Stream<String> keys = Arrays.stream(SearchKey.values()).map(SearchKey::attribute);
        return Asked.of(ctx, Stream.concat(ADDRESS.stream(), keys).toList())
                .then(asked -> ADDRESS.contains(asked.attribute())
                        ? address(asked.value()).map(ByAddress::new)
                        : byHash(asked).map(query -> query));
    }

    static Outcome<ByHash> ofCrls(Context ctx) {
        return Asked.of(ctx, OF_CRLS.stream().map(SearchKey::attribute).toList())
                .then(StoreQuery::byHash);
    }

    /** As it stands in the URL, the attribute one of those that are known. */
    record Asked(String attribute, String value) {
        private static Outcome<Asked> of(Context ctx, List<String> known) {
            Map<String, List<String>> all = ctx.queryParamMap();
            String attribute = all.keySet().stream().findFirst().orElse("");
            return all.size() == 1 && all.get(attribute).size() == 1 && known.contains(attribute)
                    ? Outcome.ok(new Asked(attribute, all.get(attribute).get(0)))
                    : refused("Ask by one attribute, with one value: " + String.join(", ", known)
                            + ". Their case matters.");
        }
    }

    private static Outcome<ByHash> byHash(Asked asked) {
        SearchKey key = Arrays.stream(SearchKey.values())
                .filter(each -> each.attribute().equals(asked.attribute()))
                .findFirst()
                .orElseThrow();
        Outcome<Bytes> hash = key == SearchKey.NAME ? name(asked.value()) : hash(asked.value());
        return hash.map(octets -> new ByHash(key, octets));
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
