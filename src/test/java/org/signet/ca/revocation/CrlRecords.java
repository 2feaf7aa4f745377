package org.signet.ca.revocation;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.crypto.x509.CrlTemplate;

/** A store of CRLs that nobody should ask; tests answer what they expect to be asked. */
public class CrlRecords implements CrlStore {
    @Override
    public Draft take(String issuerId, long floor) {
        throw new AssertionError();
    }

    @Override
    public void entries(Extent extent, Consumer<CrlTemplate.Entry> each) {
        throw new AssertionError();
    }

    @Override
    public boolean outdated(PublishedCrl crl) {
        throw new AssertionError();
    }

    @Override
    public void drop(String issuerId, int shard, Instant now) {
        throw new AssertionError();
    }

    @Override
    public int correctTimes(Instant now) {
        throw new AssertionError();
    }

    @Override
    public long keep(String issuerId, long number, InputStream der) {
        throw new AssertionError();
    }

    @Override
    public void insert(PublishedCrl crl) {
        throw new AssertionError();
    }

    @Override
    public Optional<PublishedCrl> latest(String issuerId, int shard) {
        throw new AssertionError();
    }

    @Override
    public InputStream octets(PublishedCrl crl) {
        throw new AssertionError();
    }

    @Override
    public void raise(String issuerId, long number) {
        throw new AssertionError();
    }
}
