package org.signet.crypto.x509;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.signet.model.Bytes;

/** CRLs of a few entries, whole in memory. */
public final class Crls {
    private Crls() {}

    public static Crl signed(
            CrlTemplate template, List<CrlTemplate.Entry> entries, Function<InputStream, byte[]> signer) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (CrlAssembly assembly = CrlAssembly.of(template.frame(), folder)) {
            entries.stream()
                    .sorted(Comparator.comparing(CrlTemplate.Entry::serial))
                    .forEach(assembly::add);
            return read(assembly.signed(signer.apply(assembly.content())));
        }
    }

    public static Crl read(InputStream der) {
        try (der) {
            return Crl.parse(Bytes.of(der.readAllBytes())).orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
