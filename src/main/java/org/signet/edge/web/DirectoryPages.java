package org.signet.edge.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.ca.directory.Directory;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.http.Door;
import org.signet.edge.http.RateLimit;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.SerialNumber;

/** {@code /directory}: the certificate to encrypt to, by exact address. */
public final class DirectoryPages implements Door {
    private final Pages pages;
    private final Directory directory;
    private final RateLimit limit;
    private final CertificateCard.Maker cards;

    /** @param limit how often one client may ask, so that nobody reads the whole directory by guessing */
    public DirectoryPages(Pages pages, Directory directory, RateLimit limit, CertificateCard.Maker cards) {
        this.pages = pages;
        this.directory = directory;
        this.limit = limit;
        this.cards = cards;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/directory", this::search);
        routes.get("/directory/{file}", this::download);
    }

    private void search(Context ctx) {
        String typed = ctx.queryParam("address");
        if (typed == null || typed.isBlank()) {
            show(ctx, "", "", List.of());
            return;
        }
        limit.demand(ctx);
        Outcome<EmailAddress> address = EmailAddress.parse(typed);
        address.run(wanted -> show(ctx, wanted.toString(), "", cards.of(directory.find(wanted))), refusal -> {
            ctx.status(422);
            show(ctx, typed, pages.words(ctx).refusal(refusal), List.of());
        });
    }

    private void show(Context ctx, String address, String error, List<CertificateCard> found) {
        pages.send(ctx, "directory", Map.of("address", address, "error", error, "cards", found));
    }

    /** {@code SERIAL.cer} in DER or {@code SERIAL.pem}, if the search shows it too. */
    private void download(Context ctx) {
        limit.demand(ctx);
        String file = ctx.pathParam("file");
        int dot = Math.max(0, file.lastIndexOf('.'));
        Certificate certificate = listed(file.substring(0, dot))
                .map(record -> Certificate.parse(record.der()).orThrow())
                .orElseThrow(NotFoundResponse::new);
        String extension = file.substring(dot);
        switch (extension) {
            case ".cer" ->
                ctx.contentType("application/pkix-cert")
                        .result(certificate.der().toArray());
            case ".pem" -> ctx.contentType("application/x-pem-file").result(certificate.pem());
            default -> throw new NotFoundResponse();
        }
        String name = certificate.content().serialText() + extension;
        ctx.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private Optional<CertificateRecord> listed(String serial) {
        return SerialNumber.parse(serial).fold(directory::find, refusal -> Optional.empty());
    }
}
