package org.signet.crypto.policy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMExponentiator;
import org.bouncycastle.crypto.modes.gcm.GCMUtil;

/**
 * AES-GCM (NIST SP 800-38D) of up to 64 GiB. The platform's counts octets in an int and stops at 2 GiB, but nothing is as fast. So
 * a longer content goes through it in runs, each a GCM of its own that begins at the counter where the one before ended. The tag
 * of a run gives its part of the hash, and the parts make the hash of the whole, since GHASH is a polynomial in the hash key.
 */
final class GcmEncryption implements ContentEncryption {
    private static final int BLOCK = 16;
    private static final long RUN = 1 << 30;

    private final ContentCipher kind;
    private final byte[] key;
    private final byte[] nonce;
    private final byte[] authenticated;
    private final int tagOctets;
    private final long most;

    private PacedCipher run;
    private long inRun;
    private long before;
    private Ghash hash;

    GcmEncryption(ContentCipher kind, byte[] key, byte[] nonce, byte[] authenticated, int tagOctets) {
        this(kind, key, nonce, authenticated, tagOctets, RUN);
    }

    /** @param most octets of a run, whole blocks */
    GcmEncryption(ContentCipher kind, byte[] key, byte[] nonce, byte[] authenticated, int tagOctets, long most) {
        this.kind = kind;
        this.key = key;
        this.nonce = nonce;
        this.authenticated = authenticated;
        this.tagOctets = tagOctets;
        this.most = most;
        Cipher first = kind.encrypting(key, nonce, BLOCK);
        first.updateAAD(authenticated);
        this.run = new PacedCipher(first);
    }

    @Override
    public int update(byte[] in, int from, int length, byte[] out, int outFrom) throws GeneralSecurityException {
        int written = 0;
        for (int read = 0; read < length; ) {
            if (inRun == most) {
                byte[] rest = endRun();
                System.arraycopy(rest, 0, out, outFrom + written, rest.length - BLOCK);
                written += rest.length - BLOCK;
                run = new PacedCipher(kind.encrypting(key, hash.vectorFor(counter()), BLOCK));
            }
            int some = (int) Math.min(length - read, most - inRun);
            written += run.update(in, from + read, some, out, outFrom + written);
            read += some;
            inRun += some;
        }
        return written;
    }

    @Override
    public byte[] doFinal() throws GeneralSecurityException {
        byte[] rest;
        if (before == 0) {
            rest = run.doFinal();
        } else {
            rest = endRun();
            byte[] tag = hash.tag(authenticated.length, before, counterAt(0));
            System.arraycopy(tag, 0, rest, rest.length - BLOCK, BLOCK);
        }
        return Arrays.copyOf(rest, rest.length - BLOCK + tagOctets);
    }

    /** What is left of this run's ciphertext, and a tag that is of no more use. */
    private byte[] endRun() throws GeneralSecurityException {
        if (hash == null) {
            hash = new Ghash(kind.blocks(key));
        }
        byte[] rest = run.doFinal();
        byte[] tag = Arrays.copyOfRange(rest, rest.length - BLOCK, rest.length);
        hash.add(tag, before == 0 ? authenticated.length : 0, inRun, counter());
        before += inRun;
        inRun = 0;
        return rest;
    }

    /** The block before the first one of this run (J0 of §7.1). */
    private byte[] counter() {
        return counterAt(before);
    }

    private byte[] counterAt(long octets) {
        return ByteBuffer.allocate(BLOCK)
                .put(nonce)
                .putInt((int) (octets / BLOCK + 1))
                .array();
    }

    /** The hash of what was encrypted so far, without its lengths (§6.4), and how to get it out of the platform's tags. */
    private static final class Ghash {
        private final Cipher blocks;
        private final long[] key;
        private final long[] inverse;
        private final BasicGCMExponentiator powers = new BasicGCMExponentiator();
        private long[] sum = new long[2];

        /** @param blocks the block cipher alone */
        Ghash(Cipher blocks) throws GeneralSecurityException {
            this.blocks = blocks;
            byte[] hashKey = blocks.doFinal(new byte[BLOCK]);
            this.key = GCMUtil.asLongs(hashKey);
            this.inverse = inverse(key);
            this.powers.init(hashKey);
        }

        /** To the power of 2^128 - 2, one less than the field has elements other than zero. */
        private static long[] inverse(long[] element) {
            long[] power = element.clone();
            long[] product = GCMUtil.oneAsLongs();
            for (int i = 1; i < 128; i++) {
                GCMUtil.square(power, power);
                GCMUtil.multiply(product, power);
            }
            return product;
        }

        private static long[] lengths(long authenticated, long octets) {
            return new long[] {authenticated * 8, octets * 8};
        }

        /** The next run: what was before moves up by the length of it. */
        void add(byte[] tag, long authenticated, long octets, byte[] counter) throws GeneralSecurityException {
            long[] part = GCMUtil.asLongs(tag);
            GCMUtil.xor(part, GCMUtil.asLongs(blocks.doFinal(counter)));
            GCMUtil.multiply(part, inverse);
            GCMUtil.xor(part, lengths(authenticated, octets));
            byte[] moved = new byte[BLOCK];
            powers.exponentiateX((octets + BLOCK - 1) / BLOCK, moved);
            GCMUtil.multiply(sum, GCMUtil.asLongs(moved));
            GCMUtil.xor(sum, part);
        }

        byte[] tag(long authenticated, long octets, byte[] counter) throws GeneralSecurityException {
            long[] tag = sum.clone();
            GCMUtil.xor(tag, lengths(authenticated, octets));
            GCMUtil.multiply(tag, key);
            GCMUtil.xor(tag, GCMUtil.asLongs(blocks.doFinal(counter)));
            return GCMUtil.asBytes(tag);
        }

        /** The initialisation vector of one block that GCM hashes to this counter (§7.1, step 2). */
        byte[] vectorFor(byte[] counter) {
            long[] vector = GCMUtil.asLongs(counter);
            GCMUtil.multiply(vector, inverse);
            GCMUtil.xor(vector, lengths(0, BLOCK));
            GCMUtil.multiply(vector, inverse);
            return GCMUtil.asBytes(vector);
        }
    }
}
