package org.signet.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** zlint with every rule but those on certificates of TLS servers and of qualified signatures. */
final class Zlint {
    /** What it asks of certificates that name a policy of the Baseline Requirements' own, as a private CA must not. */
    static final List<String> OWN_POLICY = List.of("e_missing_policy", "w_missing_policy");

    private static final Pattern FINDING =
            Pattern.compile("\"([a-z0-9_]+)\":\\{\"result\":\"(error|warn|fatal|info|notice)\"");
    private static final Pattern LOOKED = Pattern.compile("\"result\":\"pass\"");

    private Zlint() {}

    /** The rules that a certificate or CRL breaks, by name. */
    static List<String> findings(String pem) {
        String json = run(pem);
        if (!LOOKED.matcher(json).find()) {
            throw new IllegalStateException("no rule was applied: " + json);
        }
        return FINDING.matcher(json).results().map(result -> result.group(1)).toList();
    }

    private static String run(String pem) {
        try {
            Path file = Files.createTempFile("signet", ".pem");
            Files.writeString(file, pem);
            Program.Result result =
                    Program.require("zlint").ok("-excludeSources", "CABF_BR,CABF_EV,Apple,ETSI_ESI", file.toString());
            Files.delete(file);
            return new String(result.standardOutput(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
