package org.signet.edge.ldap;

import com.unboundid.asn1.ASN1Buffer;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.NoticeOfDisconnectionExtendedResult;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.signet.edge.http.TlsKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, on a thread of its own: requests are taken and answered one after the other. */
final class LdapConnection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LdapConnection.class);

    /** Octets of a request to search; address books need some hundreds. */
    private static final int MAX_SEARCH = 16 * 1024;

    private static final int FLUSH = 32 * 1024;

    /** How long a client may take for what. */
    private enum Phase {
        BETWEEN_REQUESTS(300_000),
        IN_REQUEST(20_000),
        AT_WORK(60_000);

        private final long millis;

        Phase(long millis) {
            this.millis = millis;
        }
    }

    private final Operations operations;
    private final Optional<TlsKeys> tls;
    private final Clock clock;
    private final Session session;
    private final ASN1Buffer answer = new ASN1Buffer(4 * FLUSH);
    private final boolean tlsFromStart;
    private final Socket tcp;
    private Socket socket;
    private volatile long due;
    private volatile long since;
    private InputStream in;
    private OutputStream out;

    LdapConnection(Socket socket, Operations operations, Optional<TlsKeys> tls, boolean tlsFromStart, Clock clock) {
        this.tcp = socket;
        this.socket = socket;
        this.operations = operations;
        this.tls = tls;
        this.tlsFromStart = tlsFromStart;
        this.clock = clock;
        this.session = new Session(
                socket.getInetAddress().getHostAddress(),
                socket.getInetAddress().isLoopbackAddress(),
                tlsFromStart);
        begin(Phase.IN_REQUEST);
    }

    String client() {
        return session.client();
    }

    /** Since when it waits for its client, or works for it. */
    long since() {
        return since;
    }

    boolean isOverdue(long now) {
        return now > due;
    }

    private void begin(Phase phase) {
        since = clock.millis();
        due = since + phase.millis;
    }

    /** From any thread, at once: TLS would first say farewell, and wait for a client that reads nothing. */
    void close() {
        close(tcp);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing a connection", e);
        }
    }

    @Override
    public void run() {
        try {
            use(socket);
            if (tlsFromStart) {
                secure();
            }
            begin(Phase.BETWEEN_REQUESTS);
            while (request(Frames.next(in, () -> begin(Phase.IN_REQUEST)))) {
                begin(Phase.BETWEEN_REQUESTS);
            }
        } catch (ProtocolException e) {
            notice(e.getMessage());
        } catch (LDAPException e) {
            notice("The request could not be read; connect with an LDAP client.");
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("a client went away", e);
        } catch (RuntimeException e) {
            LOG.warn("A request by LDAP could not be answered.", e);
            notice("The server cannot answer now; try again later.");
        } finally {
            close(socket);
            close();
        }
    }

    private void use(Socket now) throws IOException {
        socket = now;
        in = new BufferedInputStream(now.getInputStream());
        out = now.getOutputStream();
    }

    /** From here on everything goes through TLS. */
    private void secure() throws IOException {
        SSLSocket secured = tls.orElseThrow().over(socket);
        socket = secured;
        secured.startHandshake();
        use(secured);
        session.secured();
    }

    /** @return whether a further request may come */
    private boolean request(Optional<byte[]> message) throws IOException, LDAPException {
        if (message.isEmpty()) {
            return false;
        }
        begin(Phase.AT_WORK);
        Frames.Shape shape = Frames.shape(message.get());
        if (shape == Frames.Shape.BROKEN) {
            throw new ProtocolException("The request is not well-formed; connect with an LDAP client.");
        }
        if (shape == Frames.Shape.TOO_DEEP || message.get().length > MAX_SEARCH) {
            return tooLarge(message.get());
        }
        LDAPMessage request = LDAPMessage.readFrom(reader(message.get()), false);
        if (request.getMessageID() <= 0) {
            // An answer with it would be taken for a notice of the server's own (RFC 4511 §4.1.1.1).
            throw new ProtocolException("A request has a number above 0; connect with an LDAP client.");
        }
        if (isStartTls(request)) {
            return startTls(request);
        }
        operations.answer(request, session, this::add);
        flush();
        return request.getProtocolOpType() != LDAPMessage.PROTOCOL_OP_TYPE_UNBIND_REQUEST;
    }

    private static ASN1StreamReader reader(byte[] message) {
        return new ASN1StreamReader(new ByteArrayInputStream(message));
    }

    /** Answered without reading more of it than its number and kind. */
    private boolean tooLarge(byte[] message) throws IOException {
        try {
            ASN1StreamReader reader = reader(message);
            reader.beginSequence();
            int id = reader.readInteger();
            add(new LDAPMessage(
                    id,
                    Operations.op(
                            (byte) reader.peek(),
                            ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE,
                            "The request has too many parts, or too many within each other; ask for less at once.")));
        } catch (ASN1Exception e) {
            throw new ProtocolException("The request is not well-formed; connect with an LDAP client.");
        }
        flush();
        return true;
    }

    private static boolean isStartTls(LDAPMessage request) {
        return request.getProtocolOpType() == LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST
                && request.getExtendedRequestProtocolOp().getOID().equals(StartTLSExtendedRequest.STARTTLS_REQUEST_OID);
    }

    private boolean startTls(LDAPMessage request) throws IOException {
        boolean begins = tls.isPresent() && !session.tls();
        if (begins && in.available() > 0) {
            // Put in front of the handshake by somebody on the way, to be taken for the client's own (RFC 4513 §6.2).
            throw new ProtocolException("After StartTLS a client waits for the answer.");
        }
        ResultCode code =
                begins ? ResultCode.SUCCESS : session.tls() ? ResultCode.OPERATIONS_ERROR : ResultCode.UNAVAILABLE;
        String sentence = begins
                ? null
                : session.tls()
                        ? "This connection has TLS."
                        : "No certificate for TLS is configured ([listen] in signet.toml).";
        add(new LDAPMessage(
                request.getMessageID(),
                new ExtendedResponseProtocolOp(
                        code.intValue(), null, sentence, null, StartTLSExtendedRequest.STARTTLS_REQUEST_OID, null)));
        flush();
        if (begins) {
            begin(Phase.IN_REQUEST);
            secure();
        }
        return true;
    }

    private void add(LDAPMessage message) {
        message.writeTo(answer);
        if (answer.length() > FLUSH) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() throws IOException {
        answer.writeTo(out);
        out.flush();
        answer.clear();
    }

    /** Why the connection ends (RFC 4511 §4.4.1), if the client still listens. */
    private void notice(String sentence) {
        try {
            answer.clear();
            add(new LDAPMessage(
                    0,
                    new ExtendedResponseProtocolOp(
                            ResultCode.PROTOCOL_ERROR_INT_VALUE,
                            null,
                            sentence,
                            null,
                            NoticeOfDisconnectionExtendedResult.NOTICE_OF_DISCONNECTION_RESULT_OID,
                            null)));
            flush();
            socket.shutdownOutput();
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            LOG.debug("a client went away", e);
        }
    }
}
