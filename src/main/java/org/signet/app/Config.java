package org.signet.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.app.retention.Retention;
import org.signet.app.trust.DeviceTrust;
import org.signet.app.trust.ProfileSigner;
import org.signet.ca.access.SecondFactor;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.authority.Authority;
import org.signet.ca.enrollment.EnrollmentRules.Approval;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.ProfileConfig;
import org.signet.ca.profile.Profiles;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.edge.mail.SmtpSettings;
import org.signet.edge.mail.SmtpSettings.Security;
import org.signet.edge.store.database.PostgreSql;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Unavailable;

/**
 * What {@code signet.toml} says. Every key that may be left out has a safe default, given here.
 *
 * @param company as certificates name it
 * @param organizationId the company's register entry as ETSI EN 319 412-1 forms it; null if certificates do not say it
 * @param country of two letters; the same
 * @param url where people reach the pages; https except on localhost
 * @param statusUrl plain HTTP base of what certificates carry; fixed for the life of the hierarchy
 * @param policyArc dotted OID under which the certificate policies are numbered
 * @param domains the company's mail domains
 * @param profiles what is changed of the built-in profiles, by id
 */
public record Config(
        String company,
        String organizationId,
        String country,
        String url,
        String statusUrl,
        String policyArc,
        Map<String, Domain> domains,
        Map<String, ProfileConfig> profiles,
        Listen listen,
        Ldap ldap,
        Mail mail,
        Renewal renewal,
        AlarmSettings alarm,
        Trust trust,
        Access access,
        Database database,
        Retention retention) {

    public Config {
        profiles = profiles == null ? Map.of() : Map.copyOf(profiles);
        domains = domains == null ? Map.of() : Map.copyOf(domains);
        listen = listen == null ? new Listen(null, null, null, null, null, null) : listen;
        ldap = ldap == null ? new Ldap(null, null, null, null, null) : ldap;
        mail = mail == null ? new Mail(null, null, null, null, null, null, null) : mail;
        renewal = renewal == null ? new Renewal(null) : renewal;
        alarm = alarm == null ? new AlarmSettings(null, null, null) : alarm;
        trust = trust == null ? new Trust(null, null) : trust;
        access = access == null ? new Access(null, null, null) : access;
        database = database == null ? new Database(null, null, null) : database;
        retention = retention == null ? new Retention(null, null) : retention;
    }

    /** The company as certificates name it; the file's reader has checked its parts. */
    public Company asNamed() {
        return Company.parse(company, organizationId, country).orThrow();
    }

    /** What devices are given to trust that authority by. */
    public DeviceTrust deviceTrust(Authority authority, Clock clock) {
        return new DeviceTrust(company, url, LdapService.place(this), authority, clock);
    }

    /**
     * One mail domain.
     *
     * @param profile what people who ask for a certificate get
     * @param pair whether they get two keys, one to sign and one to encrypt to, in place of one for both
     */
    public record Domain(Approval approval, String profile, Boolean pair) {
        public Domain {
            profile = profile == null ? Profiles.DEFAULT : profile;
            approval = approval == null ? Approval.OFFICER : approval;
            pair = pair != null && pair;
        }
    }

    /**
     * What {@code serve} listens on.
     *
     * @param address an IP address; loopback without it; another only with TLS or a proxy before it
     * @param statusPort port of the plain listener for CRLs and certificates, when the first speaks TLS
     * @param tlsCertificate PEM chain, server certificate first; null for plain HTTP
     * @param tlsKey its unencrypted PEM (PKCS#8) key
     */
    public record Listen(
            String address,
            Integer port,
            Integer statusPort,
            Boolean behindProxy,
            String tlsCertificate,
            String tlsKey) {
        public Listen {
            port = port == null ? Integer.valueOf(8080) : port;
            statusPort = statusPort == null ? Integer.valueOf(8081) : statusPort;
            behindProxy = behindProxy != null && behindProxy;
        }

        public boolean tls() {
            return tlsCertificate != null;
        }

        /** Empty for plain HTTP. */
        Optional<TlsFiles> tlsFiles() {
            return Optional.ofNullable(tlsCertificate)
                    .map(certificate -> new TlsFiles(Path.of(certificate), Path.of(tlsKey)));
        }
    }

    /**
     * The directory by LDAP.
     *
     * @param address an IP address; null for that of {@code [listen]} with TLS, and else for loopback
     * @param port null for 1389, or the next that is free
     * @param tlsPort of LDAPS, where {@code [listen]} has TLS; null for 1636, or the next that is free
     * @param anonymous whether who has not bound may ask for whole addresses
     */
    public record Ldap(Boolean enabled, String address, Integer port, Integer tlsPort, Boolean anonymous) {
        public Ldap {
            enabled = enabled == null || enabled;
            anonymous = anonymous == null || anonymous;
        }
    }

    /**
     * What happens before a certificate ends.
     *
     * @param remindDays how many days before the end its holder is mailed; never if empty
     */
    public record Renewal(List<Integer> remindDays) {
        private static final int MOST_DAYS = 365;
        private static final String FORM = "[renewal] remind_days is a list of different numbers of days from 1 to "
                + MOST_DAYS + ", or [] for no reminders.";

        public Renewal {
            remindDays = remindDays == null ? List.of(30, 14, 3) : List.copyOf(remindDays);
        }

        Optional<String> problem() {
            boolean sound = remindDays.stream().allMatch(days -> days > 0 && days <= MOST_DAYS)
                    && remindDays.stream().distinct().count() == remindDays.size();
            return sound ? Optional.empty() : Optional.of(FORM);
        }
    }

    /**
     * How devices come to trust the CA.
     *
     * @param profileKey a .p12 that signs the profile for Apple's devices; null if it is not signed
     * @param profilePassphraseFile a file whose first line opens it
     */
    public record Trust(String profileKey, String profilePassphraseFile) {
        Optional<String> problem() {
            return (profileKey == null) == (profilePassphraseFile == null)
                    ? Optional.empty()
                    : Optional.of(
                            "[trust] profile_key and profile_passphrase_file go together; give both, or neither.");
        }

        /** Opens the key; refused if that cannot be done. */
        public Optional<ProfileSigner> signature(Clock clock) {
            return Optional.ofNullable(profileKey)
                    .map(file -> ProfileSigner.open(
                                    Path.of(file), KeysOnDisk.read(Path.of(profilePassphraseFile)), clock)
                            .orThrow());
        }
    }

    /**
     * How accounts of the front end are guarded.
     *
     * @param secondFactor whether each must have something besides its password
     * @param clientCertificates whether a certificate of ours, shown by TLS, may stand in for the password
     * @param dualControl whether what concerns the whole CA waits for a second administrator, as soon as there are two
     */
    public record Access(SecondFactor secondFactor, Boolean clientCertificates, Boolean dualControl) {
        public Access {
            secondFactor = secondFactor == null ? SecondFactor.REQUIRED : secondFactor;
            clientCertificates = clientCertificates != null && clientCertificates;
            dualControl = dualControl == null || dualControl;
        }
    }

    /**
     * Where the tables are.
     *
     * @param url of a PostgreSQL database; null for the file in the data folder
     * @param passwordFile a file whose first line is its user's password
     * @param node what this node is called, of several
     */
    public record Database(String url, String passwordFile, String node) {
        public Database {
            node = node == null ? AuditEntry.Head.MAIN : node;
        }

        /** What is wrong with it, if anything. */
        Optional<String> problem() {
            return url == null
                    ? Optional.ofNullable(passwordFile).map(file -> "[database] password_file goes with url.")
                    : parsed().fold(
                                    server -> Optional.empty(),
                                    refusal -> Optional.of("[database] " + refusal.detail()));
        }

        /** Refused if the URL is not one, or none is given. */
        public Outcome<PostgreSql> parsed() {
            return PostgreSql.parse(url, Optional.ofNullable(passwordFile).map(Path::of), node);
        }

        /** Empty for the file in the data folder. */
        public Optional<PostgreSql> server() {
            return Optional.ofNullable(url).map(there -> parsed().orThrow());
        }
    }

    /** How mail leaves. */
    public record Mail(
            Transport transport,
            String from,
            String host,
            Integer port,
            Security security,
            String user,
            String passwordFile) {

        /** By an SMTP server, or shown on a page of the quickstart. */
        public enum Transport {
            SMTP,
            OUTBOX
        }

        public Mail {
            transport = transport == null ? Transport.SMTP : transport;
            security = security == null ? Security.STARTTLS : security;
            port = port == null ? Integer.valueOf(security == Security.TLS ? 465 : 587) : port;
        }

        /** How to reach the server, its password read from the file; empty where mail is shown on a page. */
        Optional<SmtpSettings> smtp() {
            return transport == Transport.OUTBOX
                    ? Optional.empty()
                    : Optional.of(new SmtpSettings(
                            host,
                            port,
                            security,
                            user,
                            passwordFile == null ? null : password(Path.of(passwordFile)),
                            EmailAddress.parse(from).orThrow()));
        }

        private static String password(Path file) {
            try {
                return Files.readString(file).lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new Unavailable("cannot read the SMTP password from " + file, e);
            }
        }
    }
}
