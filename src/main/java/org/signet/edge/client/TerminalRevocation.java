package org.signet.edge.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.possession.RevocationStatement;
import org.signet.edge.json.revocation.RevocationView;
import org.signet.model.Outcome;
import org.signet.model.RevocationReason;

/**
 * {@code signet revoke --p12}, without its console: each key of the file says of itself, by its signature, that its
 * certificate shall end. The file is only read.
 */
public final class TerminalRevocation {
    private final SignetClient client;

    public TerminalRevocation(SignetClient client) {
        this.client = client;
    }

    /**
     * Revokes the certificates of the file; of a compromised key every one that it has.
     *
     * @param contents of the file, at least one
     * @return what the server did for each key; refused at the first one that it refuses, the keys before it have ended
     */
    public Outcome<List<RevocationView.Ended>> run(List<Pkcs12File> contents, RevocationReason reason) {
        Set<String> requests = new LinkedHashSet<>();
        for (Pkcs12File content : contents) {
            Outcome<String> request = request(content, reason);
            if (!request.isOk()) {
                return Outcome.refused(request.refusal());
            }
            requests.add(request.orThrow());
        }
        List<RevocationView.Ended> all = new ArrayList<>();
        for (String request : requests) {
            Outcome<RevocationView.Ended> ended = client.revoke(new RevocationView.Proof(request));
            if (!ended.isOk()) {
                return Outcome.refused(ended.refusal());
            }
            all.add(ended.orThrow());
        }
        return Outcome.ok(all);
    }

    private static Outcome<String> request(Pkcs12File content, RevocationReason reason) {
        SoftwareKey key = content.key();
        Certificate leaf = content.chain().get(0);
        return leaf.content()
                .soundSerial()
                .map(serial -> RevocationStatement.of(serial, reason)
                        .signed(key.publicKey(), octets -> key.sign(SignatureScheme.forKey(key.publicKey()), octets)))
                .map(der -> Pem.encode(Pem.REQUEST, der));
    }
}
