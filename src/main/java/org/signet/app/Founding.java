package org.signet.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.authority.Hierarchy.Founded;
import org.signet.ca.authority.Issuer;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.PolicyArc;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12Vault;
import org.signet.crypto.keys.PrivateFiles;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Role;
import org.signet.model.Unavailable;

/**
 * Makes a new CA: keys, certificates, CRLs, database, first administrator. It is put together apart and takes its place
 * at the end, so a CA is there whole or not at all.
 */
public final class Founding {
    private final Clock clock;
    private final SecureRandom random;

    public Founding() {
        this(Clock.systemUTC(), Providers.newRandom());
    }

    Founding(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * What is founded.
     *
     * @param rootPassphrase null to make one and write it into a file of its own
     * @param issuingPassphrase the same
     * @param outbox whether mail is shown on a page instead of sent
     */
    public record Plan(
            Company company,
            List<String> domains,
            String url,
            String statusUrl,
            KeyType keyType,
            PolicyArc arc,
            boolean constraintsCritical,
            boolean outbox,
            Passphrase rootPassphrase,
            Passphrase issuingPassphrase) {}

    /**
     * What came of it.
     *
     * @param administratorLink path and secret of the first administrator's one-time link, to be put behind the URL
     */
    public record Result(Certificate root, Certificate issuing, String administratorLink) {}

    static final String FIRST_ADMINISTRATOR = "admin";

    public static PolicyArc newArc() {
        return PolicyArc.ofUuid(UUID.randomUUID());
    }

    /** The path of an account's one-time link. */
    public static String linkPath(OneTimeSecret secret) {
        return "/admin/welcome/" + secret.text();
    }

    /** Founds the CA; refused if something is in the folder already. Progress is told in short English lines. */
    public Outcome<Result> found(DataFolder folder, Plan plan, Actor actor, Consumer<String> progress) {
        try {
            Outcome<FoundingSite> site = FoundingSite.open(folder);
            return site.isOk() ? found(site.orThrow(), plan, actor, progress) : Outcome.refused(site.refusal());
        } catch (IOException e) {
            throw new Unavailable("cannot make " + folder.path() + ": " + e.getMessage(), e);
        }
    }

    private Outcome<Result> found(FoundingSite site, Plan plan, Actor actor, Consumer<String> progress)
            throws IOException {
        try (site) {
            Outcome<Result> result = build(site.work(), plan, actor, progress);
            if (result.isOk()) {
                site.settle();
            }
            return result;
        }
    }

    private Outcome<Result> build(DataFolder work, Plan plan, Actor actor, Consumer<String> progress) {
        progress.accept("Making the root's key (" + plan.keyType().text() + ")");
        SoftwareKey rootKey = SoftwareKey.generate(plan.keyType(), random);
        progress.accept("Making the issuing CA's key (" + plan.keyType().text() + ")");
        SoftwareKey issuingKey = SoftwareKey.generate(plan.keyType(), random);
        write(work, plan);
        try (rootKey;
                issuingKey;
                Signet signet = Signet.open(work, KeysOnDisk.Passphrases.none(), clock, random)
                        .orThrow()) {
            Hierarchy hierarchy =
                    new Hierarchy(signet.issuerStore(), signet.transactions(), signet.audit(), clock, random);
            Hierarchy.Plan hierarchyPlan =
                    new Hierarchy.Plan(plan.company(), plan.domains(), plan.statusUrl(), plan.constraintsCritical());
            progress.accept("Certifying both");
            return hierarchy.found(hierarchyPlan, rootKey, issuingKey).map(founded -> {
                progress.accept("Encrypting the key files");
                store(work, founded.root(), rootKey, plan.rootPassphrase(), List.of(founded.root()));
                store(
                        work,
                        founded.issuing(),
                        issuingKey,
                        plan.issuingPassphrase(),
                        List.of(founded.issuing(), founded.root()));
                hierarchy.record(hierarchyPlan, founded, actor);
                return finish(signet, founded, rootKey, issuingKey, actor, progress);
            });
        }
    }

    private Result finish(
            Signet signet,
            Founded founded,
            SoftwareKey rootKey,
            SoftwareKey issuingKey,
            Actor actor,
            Consumer<String> progress) {
        progress.accept("Publishing the first CRLs");
        signet.crls().publish(founded.root(), rootKey, actor).orThrow();
        signet.crls().publish(founded.issuing(), issuingKey, actor).orThrow();
        OneTimeSecret link = signet.accounts()
                .invite(FIRST_ADMINISTRATOR, Role.ADMINISTRATOR, actor)
                .orThrow();
        return new Result(founded.root().certificate(), founded.issuing().certificate(), linkPath(link));
    }

    private void store(DataFolder work, Issuer issuer, SoftwareKey key, Passphrase given, List<Issuer> chain) {
        List<Certificate> certificates = chain.stream().map(Issuer::certificate).toList();
        try (Passphrase passphrase = given == null ? Passphrase.random(random) : given) {
            new Pkcs12Vault(work.key(issuer.id()), random).store(key, certificates, passphrase);
            if (given == null) {
                byte[] line = (passphrase.reveal() + "\n").getBytes(StandardCharsets.UTF_8);
                PrivateFiles.write(work.passphrase(issuer.id()), line);
            }
        }
    }

    private static void write(DataFolder work, Plan plan) {
        PrivateFiles.write(work.config(), ConfigText.of(plan).getBytes(StandardCharsets.UTF_8));
    }
}
