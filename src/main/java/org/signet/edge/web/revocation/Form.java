package org.signet.edge.web.revocation;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.edge.web.Fields;
import org.signet.edge.web.Words;
import org.signet.model.RevocationReason;

/**
 * Why something is to be revoked, as it was typed.
 *
 * @param reason as RFC 5280 spells it; empty if none was chosen
 * @param since a day in UTC, {@code 2026-01-31}; empty if it is not known
 * @param today the last day that may be chosen
 */
public record Form(String reason, String since, boolean confirmed, LocalDate today) {

    static Form empty(Instant now) {
        return new Form("", "", false, day(now));
    }

    static Form of(Context ctx, Instant now) {
        return new Form(
                Fields.typed(ctx, "reason"),
                Fields.typed(ctx, "since").strip(),
                ctx.formParam("confirmed") != null,
                day(now));
    }

    private static LocalDate day(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** What is wrong with it; empty if nothing is. */
    String error(Collection<RevocationReason> offered, Words words) {
        Optional<RevocationReason> chosen = chosen().filter(offered::contains);
        if (chosen.isEmpty()) {
            return words.t("revoke.choose");
        }
        if (!since.isEmpty() && chosen.get() != RevocationReason.KEY_COMPROMISE) {
            return words.t("revoke.since.only");
        }
        if (!since.isEmpty() && lost().isEmpty()) {
            return words.t("revoke.since.wrong");
        }
        return confirmed ? "" : words.t("revoke.confirm-first");
    }

    /** Of a form without errors. */
    Grounds grounds() {
        return new Grounds(
                chosen().orElseThrow(),
                lost().map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private Optional<RevocationReason> chosen() {
        return RevocationReason.ofText(reason);
    }

    private Optional<LocalDate> lost() {
        try {
            return since.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(since)).filter(day -> !day.isAfter(today) && day.getYear() >= 1970);
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}
