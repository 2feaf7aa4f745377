package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.run;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.ca.access.Account;
import org.signet.ca.access.AccountStore;
import org.signet.ca.access.Failures;
import org.signet.ca.access.OpenSession;
import org.signet.model.Bytes;
import org.signet.model.Role;

class SqlAccountsTest {
    private static final AccountStore STORE = new SqlAccounts(Records.DATABASE);

    private static OpenSession open(Bytes digest, String user, Instant expires) {
        return new OpenSession(
                digest,
                user,
                NOW.minusSeconds(9),
                NOW.minusSeconds(5),
                NOW.minusSeconds(7),
                "2001:db8::1",
                digest,
                expires);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anAccountComesBack(Role role) {
        String name = "role-" + role.name().toLowerCase();
        run(() -> STORE.insert(name, role));
        assertThat(STORE.find(name)).contains(new Account(name, role, null, Failures.NONE));
        assertThat(STORE.all()).extracting(Account::user).contains(name).isSorted();
        assertThat(STORE.find("Role-" + role)).isEmpty();
    }

    @Test
    void aPasswordForgetsFailuresLinksAndSessionsOfThatAccountAlone() {
        Bytes link = Records.digest();
        Bytes session = Records.digest();
        Bytes other = Records.digest();
        run(() -> {
            STORE.insert("ada", Role.OFFICER);
            STORE.insert("bob", Role.OFFICER);
            STORE.setFailures("ada", new Failures(6, NOW));
            STORE.insertLink(link, new AccountStore.Link("ada", NOW, true));
            STORE.insertSession(open(session, "ada", NOW));
            STORE.keepBrowser(session, "ada", NOW.plusSeconds(1));
            STORE.keepBrowser(session, "bob", NOW.plusSeconds(1));
            STORE.insertSession(open(other, "bob", NOW));
        });
        assertThat(STORE.find("ada")).contains(new Account("ada", Role.OFFICER, null, new Failures(6, NOW)));
        assertThat(STORE.findLink(link)).contains(new AccountStore.Link("ada", NOW, true));
        assertThat(STORE.findLink(session)).as("a session is no link").isEmpty();
        run(() -> STORE.setPassword("ada", "hash"));
        assertThat(STORE.find("ada")).contains(new Account("ada", Role.OFFICER, "hash", Failures.NONE));
        assertThat(STORE.findLink(link)).isEmpty();
        assertThat(STORE.findSession(session)).isEmpty();
        assertThat(STORE.findSession(other)).contains(open(other, "bob", NOW));
        assertThat(STORE.findBrowser(session, "ada", NOW)).isEmpty();
        assertThat(STORE.findBrowser(session, "bob", NOW)).isPresent();
    }

    @Test
    void aBrowserHasFailuresOfItsOwnAndKeepsThemUnderANewDigest() {
        Bytes digest = Records.digest();
        Bytes fresh = Records.digest();
        Failures two = new Failures(2, NOW);
        run(() -> {
            STORE.insert("fay", Role.OFFICER);
            STORE.keepBrowser(digest, "fay", NOW.plusSeconds(1));
            STORE.setBrowserFailures(digest, "fay", two);
        });
        assertThat(STORE.findBrowser(digest, "fay", NOW)).contains(two);
        assertThat(STORE.find("fay").orElseThrow().strangers()).isEqualTo(Failures.NONE);
        run(() -> STORE.renameBrowser(digest, fresh));
        assertThat(STORE.findBrowser(digest, "fay", NOW)).isEmpty();
        assertThat(STORE.findBrowser(fresh, "fay", NOW)).contains(two);
        assertThat(STORE.findBrowser(fresh, "fay", NOW.plusSeconds(1)))
                .as("its time is over")
                .isEmpty();
        run(() -> STORE.keepBrowser(fresh, "fay", NOW.plusSeconds(2)));
        assertThat(STORE.findBrowser(fresh, "fay", NOW.plusSeconds(1))).contains(Failures.NONE);
        run(() -> STORE.deleteExpired(NOW.plusSeconds(3), NOW.plusSeconds(86_400)));
        assertThat(STORE.findBrowser(fresh, "fay", NOW)).isEmpty();
    }

    @Test
    void anAccountsSessionsComeTheOneUsedLastFirst() {
        OpenSession early = open(Records.digest(), "gil", NOW);
        OpenSession late = open(Records.digest(), "gil", NOW);
        run(() -> {
            STORE.insert("gil", Role.OFFICER);
            STORE.insert("hal", Role.OFFICER);
            STORE.insertSession(early);
            STORE.insertSession(late);
            STORE.insertSession(open(Records.digest(), "hal", NOW));
            STORE.setSeen(late.digest(), NOW);
        });
        assertThat(STORE.sessions("gil"))
                .extracting(OpenSession::digest)
                .containsExactly(late.digest(), early.digest());
        assertThat(STORE.findSession(late.digest()).orElseThrow().seen()).isEqualTo(NOW);
        assertThat(STORE.findSession(early.digest())).contains(early);
    }

    @Test
    void sessionsEndByNameOrByTime() {
        Bytes early = Records.digest();
        Bytes late = Records.digest();
        Bytes ended = Records.digest();
        Bytes ahead = Records.digest();
        run(() -> {
            STORE.insert("eve", Role.AUDITOR);
            STORE.insertSession(open(early, "eve", NOW.minusSeconds(1)));
            STORE.insertLink(early, new AccountStore.Link("eve", NOW.minusSeconds(1), false));
            STORE.insertSession(open(late, "eve", NOW.plusSeconds(1)));
            STORE.insertSession(open(ended, "eve", NOW.plusSeconds(1)));
            STORE.insertSession(open(ahead, "eve", NOW.plusSeconds(86_401)));
            STORE.deleteSession(ended);
            STORE.deleteExpired(NOW, NOW.plusSeconds(86_400));
        });
        assertThat(STORE.findSession(early)).isEmpty();
        assertThat(STORE.findLink(early)).isEmpty();
        assertThat(STORE.findSession(ended)).isEmpty();
        assertThat(STORE.findSession(ahead)).as("of a clock that was ahead").isEmpty();
        assertThat(STORE.findSession(late)).isPresent();
    }
}
