package org.signet.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.authority.Issuer;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.PolicyArc;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.keys.files.PrivateFiles;
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
     * @param outbox whether mail is shown on a page instead of sent
     */
    public record Plan(
            Company company,
            List<String> domains,
            String url,
            String statusUrl,
            PolicyArc arc,
            boolean constraintsCritical,
            boolean outbox,
            NewKey.Wish rootKey,
            NewKey.Wish issuingKey) {}

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
        progress.accept("Making the root's key (" + plan.rootKey().type().text() + ")");
        Outcome<NewKey> rootKey = NewKey.make(work, "root-1", plan.rootKey(), random);
        progress.accept(
                "Making the issuing CA's key (" + plan.issuingKey().type().text() + ")");
        return rootKey.then(root -> NewKey.make(work, "issuing-1", plan.issuingKey(), random)
                .then(issuing -> certify(work, plan, root, issuing, actor, progress)));
    }

    private Outcome<Result> certify(
            DataFolder work, Plan plan, NewKey rootKey, NewKey issuingKey, Actor actor, Consumer<String> progress) {
        write(work, plan);
        try (rootKey;
                issuingKey;
                Signet signet = Signet.open(work, KeysOnDisk.Passphrases.none(), clock, random)
                        .orThrow()) {
            Hierarchy hierarchy = signet.hierarchy();
            Hierarchy.Plan below =
                    new Hierarchy.Plan(plan.company(), plan.domains(), plan.statusUrl(), plan.constraintsCritical());
            progress.accept("Certifying both");
            return hierarchy
                    .newRoot(rootKey.id(), below, rootKey.key(), actor)
                    .then(root -> hierarchy
                            .newIssuing(
                                    issuingKey.id(),
                                    below,
                                    root,
                                    rootKey.key(),
                                    issuingKey.key().publicKey(),
                                    actor)
                            .map(issuing -> {
                                progress.accept("Encrypting the key files");
                                rootKey.keep(List.of(root.certificate()));
                                issuingKey.keep(List.of(issuing.certificate(), root.certificate()));
                                hierarchy.record(List.of(root, issuing), List.of(), actor);
                                progress.accept("Publishing the first CRLs");
                                signet.crls()
                                        .publish(root, rootKey.key(), actor)
                                        .orThrow();
                                signet.crls()
                                        .publish(issuing, issuingKey.key(), actor)
                                        .orThrow();
                                return finish(signet, root, issuing, actor);
                            }));
        }
    }

    private static Result finish(Signet signet, Issuer root, Issuer issuing, Actor actor) {
        OneTimeSecret link = signet.accounts()
                .invite(FIRST_ADMINISTRATOR, Role.ADMINISTRATOR, actor)
                .orThrow();
        signet.oversight().rules().settle(actor);
        return new Result(root.certificate(), issuing.certificate(), linkPath(link));
    }

    private static void write(DataFolder work, Plan plan) {
        PrivateFiles.write(work.config(), ConfigText.of(plan).getBytes(StandardCharsets.UTF_8));
    }
}
