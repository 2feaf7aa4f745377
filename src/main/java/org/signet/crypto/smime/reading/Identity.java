package org.signet.crypto.smime.reading;

import org.signet.crypto.keys.DecryptionKey;
import org.signet.crypto.x509.Certificate;

/** A key that opens what was encrypted to its certificate. */
public record Identity(DecryptionKey key, Certificate certificate) {}
