package org.signet.edge.web.signin;

import io.javalin.http.Context;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** What a client showed when its TLS connection was made, having its key; nothing where a proxy made the connection. */
public final class ShownCertificate {
    private ShownCertificate() {}

    public static Outcome<Bytes> of(Context ctx) {
        Object shown = ctx.req().getAttribute("jakarta.servlet.request.X509Certificate");
        try {
            if (shown instanceof X509Certificate[] chain && chain.length > 0) {
                return Outcome.ok(Bytes.of(chain[0].getEncoded()));
            }
        } catch (CertificateEncodingException unreadable) {
            return none();
        }
        return none();
    }

    private static Outcome<Bytes> none() {
        return Outcome.refused(
                RefusalCode.BAD_CERTIFICATE,
                "Your browser showed no certificate. Close it, open it again and choose yours when it asks.");
    }
}
