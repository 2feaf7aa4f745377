package org.signet.app.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.profile.Profiles;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.KeyUse;

/** Tables of people at a real CA, whose clock stands still and whose mail is read. */
final class BulkTrial implements AutoCloseable {
    final MovingClock clock = MovingClock.started();
    final Signet signet;
    final Path out;
    private final Path folder;

    BulkTrial(Path parent) {
        folder = parent;
        signet = TestCa.open(TestCa.copy(parent), clock);
        out = parent.resolve("out");
    }

    Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("people.csv"), text);
    }

    BulkReport run(Path table, IntConsumer progress) {
        return run(signet, table, out, progress);
    }

    static BulkReport run(Signet signet, Path table, Path out, IntConsumer progress) {
        PeopleFile people = PeopleFile.open(table).orThrow();
        BulkIssuance.Settings settings = new BulkIssuance.Settings(
                Optional.of(out),
                signet.profiles().find(Profiles.DEFAULT).orThrow(),
                KeyUse.BOTH,
                "de",
                TestCa.OPERATOR);
        return new BulkIssuance(signet.operatorIssuance(), signet.invitations(), signet.profiles(), settings)
                .run(people, progress);
    }

    BulkReport run(String text) throws IOException {
        return run(table(text), done -> {});
    }

    /** A request of a fresh key beside the table. */
    void csr(String name) throws IOException {
        Files.write(folder.resolve(name), Csr.fresh());
    }

    /** The secret of the link in the newest mail. */
    OneTimeSecret mailedLink(String kind) {
        String body = signet.mailQueue().latest(1).get(0).mail().body();
        Matcher link =
                Pattern.compile("/enroll/" + kind + "/([A-Za-z0-9_-]{43})\\b").matcher(body);
        if (!link.find()) {
            throw new AssertionError("no link to a " + kind + " in: " + body);
        }
        return new OneTimeSecret(link.group(1));
    }

    @Override
    public void close() {
        signet.close();
    }
}
