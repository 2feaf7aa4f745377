package org.signet.cli;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.signet.app.Founding;
import org.signet.app.Signet;
import org.signet.ca.access.control.Change;
import org.signet.ca.access.control.Staff;
import org.signet.model.Outcome;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the verbs that change an account have in common: whose it is, and what happens if others must agree. */
final class UserChange {
    @Mixin
    private DataOption data;

    @Mixin
    private ConsentOption consent;

    @Parameters(index = "0", paramLabel = "NAME", description = "The name it signs in with.")
    private String name;

    String name() {
        return name;
    }

    int run(BiFunction<Staff, String, Outcome<Change>> change, String done) {
        return run(data, consent, staff -> change.apply(staff, name), done);
    }

    /** @param done what is said at the end, unless there is a link to print */
    static int run(DataOption data, ConsentOption consent, Function<Staff, Outcome<Change>> change, String done) {
        try (Signet signet = data.open()) {
            Change made = change.apply(signet.oversight().staff()).orThrow();
            made.waits().ifPresent(proposal -> consent.await(signet, proposal));
            made.link()
                    .ifPresentOrElse(
                            link -> System.out.println(signet.config().url() + Founding.linkPath(link)),
                            () -> System.err.println(done));
            return Main.DONE;
        }
    }
}
