package org.signet.edge.web.records;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import org.signet.ca.register.CertificateFilter;
import org.signet.ca.register.CertificateFilter.State;
import org.signet.edge.web.Query;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Printable;

/** A filter of certificates as an address spells it. What is not understood filters nothing. */
final class CertificateQuery {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,59}";
    private static final int MAX_TEXT = 100;

    private CertificateQuery() {}

    static CertificateFilter of(Context ctx) {
        return new CertificateFilter(
                Query.given(ctx, "state")
                        .flatMap(text -> Arrays.stream(State.values())
                                .filter(state -> state.text().equals(text))
                                .findFirst()),
                Query.given(ctx, "issuer").filter(text -> text.matches(NAME)),
                Query.given(ctx, "profile").filter(text -> text.matches(NAME)),
                Query.given(ctx, "domain")
                        .flatMap(
                                text -> EmailAddress.parseDomain(text).fold(Optional::of, refusal -> Optional.empty())),
                Query.given(ctx, "use")
                        .flatMap(text -> Arrays.stream(KeyUse.values())
                                .filter(use -> use.text().equals(text))
                                .findFirst()),
                Query.given(ctx, "q").map(text -> Printable.cut(text, MAX_TEXT)).orElse(""));
    }

    static Query of(String path, CertificateFilter filter) {
        return Query.of(path)
                .with("q", Optional.of(filter.text()))
                .with("state", filter.state().map(State::text))
                .with("issuer", filter.issuer())
                .with("profile", filter.profile())
                .with("domain", filter.domain())
                .with("use", filter.use().map(KeyUse::text));
    }
}
