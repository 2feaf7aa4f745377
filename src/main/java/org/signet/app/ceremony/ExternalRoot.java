package org.signet.app.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.app.NewKey;
import org.signet.app.Signet;
import org.signet.ca.authority.ExternalChain;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.authority.Issuer;
import org.signet.ca.profile.CaProfile;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.CaRequest;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.StandIn;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.Finding;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** An issuing CA of ours below a root that others run: AD CS, EJBCA, OpenSSL. */
public final class ExternalRoot {
    private final Signet signet;
    private final Hierarchy hierarchy;
    private final Actor actor;

    public ExternalRoot(Signet signet, Actor actor) {
        this.signet = signet;
        this.hierarchy = signet.hierarchy();
        this.actor = actor;
    }

    /**
     * What is to be sent to them.
     *
     * @param id of the issuing CA that it will be
     * @param pem the PKCS#10 request
     */
    public record Request(String id, String pem) {}

    /** Makes a key, keeps it, and makes the request; the key waits in the data folder until {@link #install}. */
    public Outcome<Request> request(NewKey.Wish wish) {
        return signet.folder().alone(() -> requested(wish));
    }

    private Outcome<Request> requested(NewKey.Wish wish) {
        String id = signet.nextId(CaProfile.ISSUING);
        return NewKey.make(signet.folder(), id, wish, signet.random()).map(made -> {
            try (made) {
                var key = made.key();
                SignatureScheme scheme = SignatureScheme.forKey(key.publicKey());
                Bytes der = new CaRequest(
                                CaProfile.ISSUING.subject(signet.config().asNamed(), Hierarchy.generation(id)),
                                key.publicKey())
                        .signed(octets -> key.sign(scheme, octets));
                made.keep(List.of(
                        StandIn.of(id, key.publicKey(), signet.clock().instant(), octets -> key.sign(scheme, octets))));
                String pem = Pem.encode(Pem.REQUEST, der);
                PrivateFiles.write(signet.folder().request(id), pem.getBytes(StandardCharsets.US_ASCII));
                return new Request(id, pem);
            }
        });
    }

    /**
     * What was installed.
     *
     * @param findings what the lint says of the certificate that they made
     */
    public record Installed(Issuer issuer, List<Finding> findings) {}

    /** Installs what they sent back: from then on it issues. */
    public Outcome<Installed> install(String id, byte[] file) {
        return signet.folder()
                .alone(() -> waiting(id)
                        .then(request -> CertificateBundle.parse(file)
                                .then(bundle -> ExternalChain.check(
                                        bundle.certificates(),
                                        request.publicKey(),
                                        signet.config().domains().keySet().stream()
                                                .sorted()
                                                .toList(),
                                        signet.clock().instant()))
                                .then(path -> adopt(id, path))));
    }

    private Outcome<CertificateRequest> waiting(String id) {
        try {
            if (Files.isRegularFile(signet.folder().request(id))) {
                return CertificateRequest.parse(
                        Files.readAllBytes(signet.folder().request(id)));
            }
        } catch (IOException e) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    signet.folder().request(id) + " cannot be read (" + e.getMessage()
                            + "); check that it is there and readable.");
        }
        return Outcome.refused(
                RefusalCode.NOT_FOUND,
                "No request of " + id + " waits for a certificate; make one with `signet authority request`.");
    }

    /** The key is opened before anything is recorded: a wrong PIN changes nothing. */
    private Outcome<Installed> adopt(String id, List<Certificate> path) {
        Above above = above(signet, path);
        Issuer ours =
                Issuer.below(signet.config().statusUrl(), id, above.nearest().orElseThrow(), path.get(0));
        return signet.keys().key(ours).then(key -> {
            // An install that was stopped before its end has recorded them.
            if (!hierarchy.find(id).isOk()) {
                hierarchy.adopt(above.unknownAnd(ours), actor);
            }
            return signet.crls().publish(ours, key, actor).map(crl -> {
                signet.folder().request(id).toFile().delete();
                return new Installed(ours, Lint.check(path.get(0).content()));
            });
        });
    }

    /**
     * The CAs above one of ours.
     *
     * @param nearest the id of the one that certified ours; nothing if ours is a root
     * @param unknown those that no record has yet, the root first
     */
    record Above(Optional<String> nearest, List<Issuer> unknown) {

        /** What is to be recorded with ours below them. */
        List<Issuer> unknownAnd(Issuer ours) {
            return Stream.concat(unknown.stream(), Stream.of(ours)).toList();
        }
    }

    /** What is above the first of the path, whose last is the root. */
    static Above above(Signet signet, List<Certificate> path) {
        List<Issuer> unknown = new ArrayList<>();
        Optional<String> nearest = Optional.empty();
        for (int i = path.size() - 1; i > 0; i--) {
            Certificate certificate = path.get(i);
            Optional<Issuer> known = signet.authority().issuers().stream()
                    .filter(issuer -> issuer.certificate().equals(certificate))
                    .findFirst();
            Issuer issuer = known.orElse(external(certificate, nearest));
            if (known.isEmpty()) {
                unknown.add(issuer);
            }
            nearest = Optional.of(issuer.id());
        }
        return new Above(nearest, unknown);
    }

    private static Issuer external(Certificate certificate, Optional<String> parent) {
        String id = "external-" + certificate.sha256().hex().substring(0, 8);
        return Issuer.external(id, parent.orElse(id), certificate);
    }
}
