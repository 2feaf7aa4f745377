package org.signet.edge.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.signet.ca.directory.ContactFile;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.Outcome;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;

/** Asks another company's directory for people's certificates, by a URL (RFC 4516) whose filter names mailboxes. */
public final class LdapQuery {
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_CERTIFICATES = 1000;
    private static final int SECONDS = 20;
    private static final int MOST_SECONDS = 60;
    /** Octets of a value, which holds a certificate or a chain of them; and of one message with all values of an entry. */
    private static final int MAX_VALUE = 64 * 1024;

    private static final int MAX_MESSAGE = 1024 * 1024;
    private static final Set<String> HOLDERS = Set.of("usercertificate", "usersmimecertificate", "cacertificate");

    /** How the library quotes the exception of the socket. */
    private static final Pattern CAUSE = Pattern.compile("Exception\\(([^()]{1,200})\\)");

    private final LDAPURL url;

    private LdapQuery(LDAPURL url) {
        this.url = url;
    }

    /** Of a text like {@code ldap://ldap.partner.example/o=Partner??sub?(mail=*@partner.example)}. */
    public static Outcome<LdapQuery> parse(String text) {
        try {
            LDAPURL url = new LDAPURL(text.strip());
            boolean known = url.getScheme().equals("ldap") || url.getScheme().equals("ldaps");
            if (!known || !url.hostProvided()) {
                return refused("Give a URL that begins with ldap:// or ldaps:// and names a host.");
            }
            return url.getFilter().toString().toLowerCase(Locale.ROOT).contains("(mail=")
                    ? Outcome.ok(new LdapQuery(url))
                    : refused("The URL's filter names no mailbox; end it like ??sub?(mail=bob@partner.example).");
        } catch (LDAPException e) {
            return refused("This is no URL of a directory (RFC 4516): " + Printable.of(e.getMessage()));
        }
    }

    /** What the directory tells, CAs' certificates apart; a value that is no certificate is passed over. */
    public Outcome<ContactFile> certificates() {
        try (LDAPConnection connection = new LDAPConnection(sockets(), options(), url.getHost(), url.getPort())) {
            // Each message may be in time, and there be no last one.
            CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS).execute(connection::close);
            return Outcome.ok(sorted(told(connection)));
        } catch (LDAPException e) {
            return refused(reason(e));
        }
    }

    /** A server that answers says why not; where none does, the library wraps the reason several times. */
    private static String reason(LDAPException failure) {
        if (failure.getResultCode().isConnectionUsable()) {
            String said = failure.getDiagnosticMessage() == null ? "" : ": " + failure.getDiagnosticMessage();
            return "The directory refuses the query (" + failure.getResultCode().getName() + ")" + sentence(said)
                    + " Check the URL.";
        }
        Matcher innermost = CAUSE.matcher(String.valueOf(failure.getMessage()));
        String cause = innermost.find() ? ": " + innermost.group(1) : "";
        return "The directory did not answer" + sentence(cause)
                + " Check the URL, and for ldaps:// whether Java trusts the server's CA.";
    }

    private static String sentence(String text) {
        String printable = Printable.of(text);
        return printable.endsWith(".") ? printable : printable + ".";
    }

    private SocketFactory sockets() {
        return url.getScheme().equals("ldaps") ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
    }

    private static LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(SECONDS * 1000);
        options.setResponseTimeoutMillis(SECONDS * 1000L);
        options.setMaxMessageSize(MAX_MESSAGE);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    private Set<Certificate> told(LDAPConnection connection) throws LDAPException {
        Told told = new Told(connection);
        SearchRequest search = new SearchRequest(
                told,
                url.getBaseDN().toString(),
                url.getScope(),
                url.getFilter(),
                "userCertificate;binary",
                "userSMIMECertificate;binary",
                "cACertificate;binary");
        search.setSizeLimit(MOST_ENTRIES);
        search.setTimeLimitSeconds(SECONDS);
        try {
            connection.search(search);
        } catch (LDAPSearchException e) {
            if (!told.enough() && !e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw e;
            }
        }
        return told.certificates;
    }

    /** Takes entries as they come, and ends the connection when there are enough: the limit that is asked for binds nobody. */
    private static final class Told implements SearchResultListener {
        private static final long serialVersionUID = 1L;
        private final transient LDAPConnection connection;
        private final transient Set<Certificate> certificates = new LinkedHashSet<>();
        private int entries;

        Told(LDAPConnection connection) {
            this.connection = connection;
        }

        boolean enough() {
            return entries >= MOST_ENTRIES || certificates.size() >= MOST_CERTIFICATES;
        }

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            entries++;
            entry.getAttributes().stream()
                    .filter(attribute ->
                            HOLDERS.contains(attribute.getBaseName().toLowerCase(Locale.ROOT)))
                    .forEach(attribute -> certificates.addAll(values(attribute)));
            if (enough()) {
                connection.close();
            }
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            // No referral is followed.
        }
    }

    private static ContactFile sorted(Set<Certificate> all) {
        return ContactFile.of(all.stream().limit(MOST_CERTIFICATES).toList());
    }

    private static List<Certificate> values(Attribute attribute) {
        List<Certificate> found = new ArrayList<>();
        for (byte[] value : attribute.getValueByteArrays()) {
            if (value.length <= MAX_VALUE) {
                CertificateBundle.parse(value).run(bundle -> found.addAll(bundle.certificates()), refusal -> {});
            }
        }
        return found;
    }

    private static <T> Outcome<T> refused(String why) {
        return Outcome.refused(RefusalCode.BAD_INPUT, why);
    }
}
