package org.signet.crypto.policy;

import java.security.GeneralSecurityException;

/** Encrypts one content, piece after piece. */
public interface ContentEncryption {
    /** As {@link javax.crypto.Cipher#update(byte[], int, int, byte[], int)}: what is no whole block yet is kept for later. */
    int update(byte[] in, int from, int length, byte[] out, int outFrom) throws GeneralSecurityException;

    /** What is left of the ciphertext, then the tag if there is one. */
    byte[] doFinal() throws GeneralSecurityException;
}
