package org.signet.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.signet.app.Signet;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.x509.Certificate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The CAs, each root followed by what stands below it. */
@Command(
        name = "list",
        description = {"List the CAs, and tell which one issues now."},
        mixinStandardHelpOptions = true)
final class AuthorityList implements Callable<Integer> {
    private static final int WIDTH = 80;

    @Mixin
    private DataOption data;

    private List<Issuer> all;
    private Instant now;
    private String issuing;

    @Override
    public Integer call() {
        try (Signet signet = data.open()) {
            all = signet.authority().issuers();
            now = signet.clock().instant();
            issuing = signet.authority().issuing(now).fold(Issuer::id, refusal -> "");
        }
        ordered().forEach(this::describe);
        return Main.DONE;
    }

    private List<Issuer> ordered() {
        List<Issuer> ordered = new ArrayList<>();
        all.stream().filter(Issuer::isRoot).forEach(root -> addWithChildren(root, ordered));
        return ordered;
    }

    private void addWithChildren(Issuer issuer, List<Issuer> ordered) {
        ordered.add(issuer);
        all.stream()
                .filter(other -> !other.isRoot() && other.parentId().equals(issuer.id()))
                .forEach(child -> addWithChildren(child, ordered));
    }

    private void describe(Issuer issuer) {
        Certificate certificate = issuer.certificate();
        System.out.println(issuer.id() + "  " + (issuer.isRoot() ? "root" : "below " + issuer.parentId())
                + (standing(issuer).isEmpty() ? "" : ", " + standing(issuer)));
        System.out.println("  " + certificate.content().subject());
        line("until", Moment.text(certificate.content().validity().notAfter()));
        line("sha256", certificate.sha256().groups());
        wrapped("for", certificate.mailDomains());
        issuer.others().forEach(other -> line("before", further(other)));
        issuer.crosses().forEach(cross -> {
            line("cross", "by " + signer(cross));
            line("", further(cross));
        });
    }

    private String standing(Issuer issuer) {
        return switch (issuer.standing()) {
            case RETIRED -> "retired";
            case REVOKED -> "revoked";
            case IMPORTED -> "taken over";
            case EXTERNAL -> "kept by others";
            case ACTIVE -> !issuer.lives(now) ? "ended" : issuer.id().equals(issuing) ? "issues now" : "";
        };
    }

    /** The id of the root that signed it, or its name. */
    private String signer(Certificate cross) {
        return all.stream()
                .filter(issuer -> cross.signedBy(issuer.certificate().content().publicKey()))
                .map(Issuer::id)
                .findFirst()
                .orElse(cross.content().issuer());
    }

    private static String further(Certificate certificate) {
        return "until " + Moment.text(certificate.content().validity().notAfter()) + ", serial "
                + certificate.content().serialText();
    }

    private static void wrapped(String name, List<String> words) {
        String label = name;
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i + 1 < words.size() ? "," : "");
            if (!line.isEmpty() && 9 + line.length() + 1 + word.length() > WIDTH) {
                line(label, line.toString());
                label = "";
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            line(label, line.toString());
        }
    }

    private static void line(String name, String value) {
        System.out.printf("  %-6s %s%n", name, value);
    }
}
