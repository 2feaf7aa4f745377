package org.signet.ca.revocation;

import org.signet.ca.audit.AuditEvent;
import org.signet.ca.audit.AuditLog;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerStore;
import org.signet.model.Actor;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * Over how many CRLs an issuing CA spreads its certificates: each then tells of a part and names it (RFC 5280 §5.2.5), so that
 * clients of a large CA fetch little. The CRL of all certificates goes on.
 */
public final class CrlShards {
    private static final int MOST = 1_000;

    private final IssuerStore issuers;
    private final Transactions transactions;
    private final AuditLog audit;

    public CrlShards(IssuerStore issuers, Transactions transactions, AuditLog audit) {
        this.issuers = issuers;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * Spreads what that CA issues from now on over so many CRLs.
     *
     * @param shards no fewer than before: certificates that are out name them
     */
    public Outcome<Issuer> spread(String issuerId, int shards, Actor actor) {
        if (!actor.may(Permission.MANAGE_HIERARCHY)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not change CAs; ask an administrator.");
        }
        return transactions.attempt(() -> {
            Issuer issuer = issuers.find(issuerId)
                    .orElseThrow(() -> refused(
                            RefusalCode.NOT_FOUND,
                            "There is no CA " + issuerId + "; `signet authority list` names all."));
            if (issuer.isRoot() || issuer.standing() != Issuer.Standing.ACTIVE) {
                throw refused(
                        RefusalCode.WRONG_STATE, issuerId + " issues nothing to people; name an issuing CA at work.");
            }
            if (shards < Math.max(1, issuer.crlShards()) || shards > MOST) {
                throw refused(
                        RefusalCode.BAD_INPUT,
                        "The number of CRLs lies between " + Math.max(1, issuer.crlShards()) + " and " + MOST
                                + "; it never falls, since certificates name theirs.");
            }
            issuers.setCrlShards(issuerId, shards);
            audit.append(actor, new AuditEvent.CrlPartitioned(issuerId, shards));
            return issuers.find(issuerId).orElseThrow();
        });
    }

    private static RefusedException refused(RefusalCode code, String detail) {
        return new RefusedException(code, detail);
    }
}
