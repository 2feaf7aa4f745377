package org.signet.ca.access.factor;

import java.time.Instant;
import java.util.Optional;

/**
 * A key pair of somebody's device or of their password manager (WebAuthn Level 3), of which we have the public half.
 *
 * @param id what the device calls it, in base64url
 * @param handle by which devices know the account, in base64url; tells nothing of it
 * @param title given by its owner
 * @param publicKey as {@link PasskeyProtocol} wrote it
 * @param signCount how often it signed, as far as its device counts; 0 from one that does not
 */
public record Passkey(
        String id,
        String user,
        String handle,
        String title,
        String publicKey,
        long signCount,
        Instant added,
        Optional<Instant> lastUsed) {}
