package org.signet.crypto.x509.revocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** Judges a certificate by a long list, in a process of its own. */
final class MillionEntries {
    private MillionEntries() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<Certificate> all = new ArrayList<>();
        for (Path file : StoredCrlTest.files(folder)) {
            all.add(Certificate.parse(Bytes.of(Files.readAllBytes(file))).orThrow());
        }
        var path = PathValidation.trusted(
                        all.get(0),
                        new Setting(
                                all.subList(2, 3),
                                all.subList(1, 2),
                                Optional.empty(),
                                Chain.NOW,
                                Policies.ANY,
                                Strength.TODAY))
                .orThrow();
        StoredCrl crl = StoredCrl.read(StoredOctets.of(folder.resolve("million.crl")), "")
                .orThrow();
        System.out.println(new GivenCrls(List.of(crl)).status(path, 0, Chain.NOW));
    }
}
