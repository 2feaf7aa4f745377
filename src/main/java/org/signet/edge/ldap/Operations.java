package org.signet.edge.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.CompareResponseProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.signet.ca.access.ApiTokens;
import org.signet.ca.directory.Directory;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.http.limit.RateLimit;
import org.signet.model.Outcome;
import org.signet.model.Refusal;
import org.signet.model.RefusalCode;

/** Answers requests: binds, and who one is; searches are {@link Searching}'s, and nothing can be changed here. */
final class Operations {
    /** Entries as they are, not what they refer to (RFC 3296): there are no referrals here. */
    static final String MANAGE_DSA_IT = "2.16.840.1.113730.3.4.2";

    private static final Set<String> CONTROLS = Set.of(Paging.OID, MANAGE_DSA_IT);
    private static final int MAX_SECRET = 200;
    private static final String READ_ONLY =
            "This directory is read-only: it tells what the CA has recorded. Change it on the pages or with `signet`.";

    private final Services services;
    private final LongAdder searches = new LongAdder();

    /**
     * What is asked.
     *
     * @param anonymous whether who has not bound may ask for whole addresses
     * @param lookups how many of these one client may ask for
     * @param binds how many failed binds one client may make
     */
    record Services(
            Directory directory,
            ApiTokens tokens,
            Tree tree,
            boolean anonymous,
            RateLimit lookups,
            RateLimit binds,
            Clock clock) {}

    Operations(Services services) {
        this.services = services;
    }

    /** @param out takes the messages of the answer, the last one last */
    void answer(LDAPMessage request, Session session, Consumer<LDAPMessage> out) {
        int id = request.getMessageID();
        Optional<String> unknown = critical(request.getControls());
        if (request.getProtocolOpType() == LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST) {
            // Whatever becomes of it (RFC 4513 §4).
            session.anonymous();
        }
        if (unknown.isPresent() && isAnswered(request)) {
            out.accept(result(
                    request,
                    ResultCode.UNAVAILABLE_CRITICAL_EXTENSION,
                    "The control " + unknown.get() + " is not known here; ask without it."));
            return;
        }
        switch (request.getProtocolOpType()) {
            case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST -> {
                searches.increment();
                new Searching(services, session)
                        .answer(id, request.getSearchRequestProtocolOp(), request.getControls(), out);
            }
            case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
                out.accept(bind(request, request.getBindRequestProtocolOp(), session));
            case LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST -> out.accept(extended(request, session));
            // Requests are answered one after the other: what is abandoned was answered before.
            case LDAPMessage.PROTOCOL_OP_TYPE_ABANDON_REQUEST, LDAPMessage.PROTOCOL_OP_TYPE_UNBIND_REQUEST -> {}
            default -> out.accept(result(request, ResultCode.UNWILLING_TO_PERFORM, READ_ONLY));
        }
    }

    /** Searches since the start. */
    long searches() {
        return searches.sum();
    }

    private static boolean isAnswered(LDAPMessage request) {
        return request.getProtocolOpType() != LDAPMessage.PROTOCOL_OP_TYPE_ABANDON_REQUEST
                && request.getProtocolOpType() != LDAPMessage.PROTOCOL_OP_TYPE_UNBIND_REQUEST;
    }

    private static Optional<String> critical(List<Control> controls) {
        return controls.stream()
                .filter(control -> control.isCritical() && !CONTROLS.contains(control.getOID()))
                .map(Control::getOID)
                .findFirst();
    }

    private LDAPMessage bind(LDAPMessage request, BindRequestProtocolOp bind, Session session) {
        if (bind.getVersion() != 3) {
            return result(request, ResultCode.PROTOCOL_ERROR, "This server speaks LDAP version 3 alone.");
        }
        if (bind.getCredentialsType() != BindRequestProtocolOp.CRED_TYPE_SIMPLE) {
            return result(
                    request,
                    ResultCode.AUTH_METHOD_NOT_SUPPORTED,
                    "Bind simply (ldapsearch -x), with cn=token and an API token, or anonymously.");
        }
        String secret = bind.getSimplePassword().stringValue();
        if (secret.isEmpty()) {
            return bind.getBindDN().isEmpty()
                    ? result(request, ResultCode.SUCCESS, null)
                    // RFC 4513 §5.1.2: many a program took this for a good password.
                    : result(
                            request,
                            ResultCode.UNWILLING_TO_PERFORM,
                            "Give a password too, or neither a name nor a password.");
        }
        if (!session.confidential()) {
            return result(
                    request,
                    ResultCode.CONFIDENTIALITY_REQUIRED,
                    "A token must not be sent in clear; connect by ldaps:// or use StartTLS.");
        }
        return token(bind.getBindDN(), secret)
                .then(token ->
                        session.bind(services.tokens(), token, services.clock().millis()))
                .fold(name -> result(request, ResultCode.SUCCESS, null), refusal -> failed(request, session));
    }

    private static Outcome<OneTimeSecret> token(String name, String secret) {
        return name.toLowerCase(java.util.Locale.ROOT).matches("cn=token(,.*)?") && secret.length() <= MAX_SECRET
                ? Outcome.ok(new OneTimeSecret(secret))
                : Outcome.refused(new Refusal(RefusalCode.BAD_TOKEN, "not a token's name"));
    }

    /** One sentence for every reason. */
    private LDAPMessage failed(LDAPMessage request, Session session) {
        return services.binds().allows(session.client())
                ? result(
                        request,
                        ResultCode.INVALID_CREDENTIALS,
                        "Bind as cn=token with an API token of scope certificates:find that is in force.")
                : result(
                        request,
                        ResultCode.BUSY,
                        "Too many binds failed from your network; try again in some minutes.");
    }

    private LDAPMessage extended(LDAPMessage request, Session session) {
        String oid = request.getExtendedRequestProtocolOp().getOID();
        if (!oid.equals(WhoAmIExtendedRequest.WHO_AM_I_REQUEST_OID)) {
            return result(request, ResultCode.PROTOCOL_ERROR, "The operation " + oid + " is not known here.");
        }
        // RFC 4532
        String who = session.bound(services.tokens(), services.clock().millis())
                .map(name -> "u:" + name)
                .orElse("");
        return new LDAPMessage(
                request.getMessageID(),
                new ExtendedResponseProtocolOp(
                        ResultCode.SUCCESS_INT_VALUE, null, null, null, null, new ASN1OctetString(who)));
    }

    /** An answer that is only a result, in the form that the request wants. */
    static LDAPMessage result(LDAPMessage request, ResultCode code, String sentence) {
        return new LDAPMessage(request.getMessageID(), op(request.getProtocolOpType(), code.intValue(), sentence));
    }

    static ProtocolOp op(byte request, int code, String sentence) {
        return switch (request) {
            case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
                new BindResponseProtocolOp(code, null, sentence, null, null);
            case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST ->
                new SearchResultDoneProtocolOp(code, null, sentence, null);
            case LDAPMessage.PROTOCOL_OP_TYPE_ADD_REQUEST -> new AddResponseProtocolOp(code, null, sentence, null);
            case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_REQUEST ->
                new ModifyResponseProtocolOp(code, null, sentence, null);
            case LDAPMessage.PROTOCOL_OP_TYPE_MODIFY_DN_REQUEST ->
                new ModifyDNResponseProtocolOp(code, null, sentence, null);
            case LDAPMessage.PROTOCOL_OP_TYPE_DELETE_REQUEST ->
                new DeleteResponseProtocolOp(code, null, sentence, null);
            case LDAPMessage.PROTOCOL_OP_TYPE_COMPARE_REQUEST ->
                new CompareResponseProtocolOp(code, null, sentence, null);
            default -> new ExtendedResponseProtocolOp(code, null, sentence, null, null, null);
        };
    }
}
