package org.signet.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.signet.app.access.WaysIn;
import org.signet.app.control.Oversight;
import org.signet.app.control.RuleTexts;
import org.signet.app.enrollment.WaysToEnroll;
import org.signet.app.revocation.WaysToRevoke;
import org.signet.ca.access.Accounts;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.access.MailQueue;
import org.signet.ca.access.People;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.Authority;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Hierarchy;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerStore;
import org.signet.ca.enrollment.EnrollmentRules;
import org.signet.ca.enrollment.EnrollmentStore;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.enrollment.Invitations;
import org.signet.ca.enrollment.KeyCertification;
import org.signet.ca.enrollment.Letters;
import org.signet.ca.enrollment.OperatorIssuance;
import org.signet.ca.enrollment.RegistrationDesk;
import org.signet.ca.enrollment.Reminders;
import org.signet.ca.enrollment.preview.Previews;
import org.signet.ca.enrollment.renewal.Renewals;
import org.signet.ca.profile.CaProfile;
import org.signet.ca.profile.Profiles;
import org.signet.ca.revocation.CaRevocation;
import org.signet.ca.revocation.CrlPublication;
import org.signet.ca.revocation.CrlStore;
import org.signet.ca.revocation.Revocation;
import org.signet.ca.revocation.RevocationStore;
import org.signet.crypto.policy.Providers;
import org.signet.edge.store.Stores;
import org.signet.edge.store.database.Database;
import org.signet.edge.web.Messages;
import org.signet.edge.web.letters.CatalogueLetters;
import org.signet.edge.web.passkey.WebAuthn;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** The whole CA on one data folder, wired: what commands and the server call. */
public final class Signet implements AutoCloseable {
    private final DataFolder folder;
    private final Config config;
    private final Clock clock;
    private final SecureRandom random;
    private final Database database;
    private final KeysOnDisk keys;
    private final Stores stores;
    private final IssuerStore issuers;
    private final AuditLog audit;
    private final People people;
    private final Oversight oversight;
    private final Authority authority;
    private final CrlPublication crls;

    private Signet(
            DataFolder folder, Config config, Database database, KeysOnDisk keys, Clock clock, SecureRandom random) {
        this.folder = folder;
        this.config = config;
        this.clock = clock;
        this.random = random;
        this.database = database;
        this.keys = keys;
        this.stores = new Stores(database);
        this.issuers = stores.issuers();
        this.audit = new AuditLog(stores.audit(), clock);
        this.people = new People(stores.people(), transactions(), audit, clock);
        this.oversight = new Oversight(
                config.access().dualControl(),
                RuleTexts.of(profiles(), rules()),
                stores,
                accounts(),
                letters(),
                desk(letters()));
        this.authority = new Authority(certificates(), issuers, keys, oversight, transactions(), audit, clock, random);
        this.crls = new CrlPublication(stores.crls(), issuers, keys, transactions(), audit, folder.crls(), clock);
    }

    /** Opens the CA in a folder; refused if there is none or its configuration is wrong. */
    public static Outcome<Signet> open(Path folder, KeysOnDisk.Passphrases passphrases) {
        return open(new DataFolder(folder), passphrases, Clock.systemUTC(), Providers.newRandom());
    }

    private Outcome<Signet> agreeing() {
        Optional<String> conflict = new Agreement(config, authority.issuers()).conflict();
        conflict.ifPresent(why -> close());
        return conflict.isEmpty()
                ? Outcome.ok(this)
                : Outcome.refused(RefusalCode.BAD_INPUT, folder.config() + ": " + conflict.get());
    }

    static Outcome<Signet> open(DataFolder folder, KeysOnDisk.Passphrases passwords, Clock clock, SecureRandom random) {
        return folder.existing()
                .then(existing -> ConfigFile.read(existing.config()))
                .then(config -> wire(folder, config, passwords, clock, random).agreeing());
    }

    static Signet wire(
            DataFolder folder, Config config, KeysOnDisk.Passphrases passphrases, Clock clock, SecureRandom random) {
        KeysOnDisk keys = new KeysOnDisk(folder, passphrases, random);
        return new Signet(folder, config, folder.database(config.database()), keys, clock, random);
    }

    public DataFolder folder() {
        return folder;
    }

    public Config config() {
        return config;
    }

    /** This machine's clock, for commands that open no CA. */
    public static Clock systemClock() {
        return Clock.systemUTC();
    }

    public Clock clock() {
        return clock;
    }

    public SecureRandom random() {
        return random;
    }

    public Database database() {
        return database;
    }

    public Transactions transactions() {
        return database.transactions();
    }

    /** Disk syncs so far, for measurements. */
    public long syncs() {
        return database.transactions().syncs();
    }

    public CertificateStore certificates() {
        return stores.certificates();
    }

    public EnrollmentStore enrollmentStore() {
        return stores.enrollments();
    }

    public MailQueue mailQueue() {
        return stores.mails();
    }

    public AuditLog audit() {
        return audit;
    }

    public People people() {
        return people;
    }

    public Oversight oversight() {
        return oversight;
    }

    public Authority authority() {
        return authority;
    }

    public Hierarchy hierarchy() {
        return new Hierarchy(issuers, certificates(), transactions(), audit, clock, random);
    }

    /** The id of the next issuer; those that wait for a certificate from elsewhere are taken. */
    public String nextId(CaProfile profile) {
        return hierarchy().nextId(profile.idPrefix(), id -> Files.exists(folder.request(id)));
    }

    public ServiceIdentity serviceIdentity() {
        return new ServiceIdentity(this);
    }

    public RevocationStore revocations() {
        return stores.revocations();
    }

    public CrlStore crlStore() {
        return stores.crls();
    }

    public CrlPublication crls() {
        return crls;
    }

    public KeysOnDisk keys() {
        return keys;
    }

    /** Opens the issuing key, which may ask for its passphrase; it stays open. */
    public Outcome<Issuer> openIssuingKey() {
        return authority
                .issuing(clock.instant())
                .then(issuer -> keys.key(issuer).map(key -> issuer));
    }

    public WaysIn waysIn() {
        return new WaysIn.Ground(stores, transactions(), audit, clock, random)
                .wired(config.access().secondFactor(), WebAuthn.at(config.url()), authority);
    }

    public Accounts accounts() {
        return waysIn().accounts();
    }

    public ApiTokens apiTokens() {
        return new ApiTokens(stores.apiTokens(), config.domains().keySet(), transactions(), audit, clock, random);
    }

    public Revocation revocation() {
        return new Revocation(certificates(), revocations(), transactions(), audit, clock);
    }

    public CaRevocation caRevocation() {
        return new CaRevocation(issuers, revocations(), transactions(), audit, clock);
    }

    public WaysToRevoke waysToRevoke() {
        return new WaysToRevoke(stores, revocation(), letters(), desk(letters()));
    }

    public AddressBook addressBook() {
        return AddressBook.of(this, stores);
    }

    public Profiles profiles() {
        return ConfigFile.profiles(config).orThrow();
    }

    public OperatorIssuance operatorIssuance() {
        return new OperatorIssuance(rules(), people, authority, certificates(), clock);
    }

    public Enrollments enrollments(Letters letters) {
        return new Enrollments(desk(letters));
    }

    private RegistrationDesk desk(Letters letters) {
        return waysToEnroll(letters).desk();
    }

    /** What people, officers and holders do about requests. */
    public WaysToEnroll waysToEnroll(Letters letters) {
        return new WaysToEnroll(stores, rules(), people, authority, letters, audit, clock, random);
    }

    public Previews previews() {
        return new Previews(rules(), authority, random);
    }

    /** The mails, in the catalogues' words. */
    public CatalogueLetters letters() {
        return new CatalogueLetters(Messages.ofClassPath(), config.company(), config.url());
    }

    public Invitations invitations() {
        return new Invitations(desk(letters()));
    }

    /** @param server our URL as people give it */
    public Renewals renewals(String server) {
        return new Renewals(server, desk(letters()), authority);
    }

    /** What tells people of the ends of their certificates. */
    public Reminders reminders() {
        return new Reminders(config.renewal().remindDays(), desk(letters()));
    }

    public KeyCertification keyCertification(Enrollments enrollments) {
        return new KeyCertification(enrollments, desk(letters()), authority);
    }

    EnrollmentRules rules() {
        return ConfigFile.rules(config);
    }

    @Override
    public void close() {
        keys.close();
        database.close();
    }
}
