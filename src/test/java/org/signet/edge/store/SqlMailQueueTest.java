package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.run;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signet.ca.access.MailQueue.Queued;
import org.signet.ca.watch.Undelivered;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

class SqlMailQueueTest {
    private static final SqlMailQueue QUEUE = new SqlMailQueue(Records.DATABASE);

    private static Queued queued(Mail mail) {
        run(() -> QUEUE.enqueue(mail, NOW));
        return QUEUE.latest(1).get(0);
    }

    private static Mail mail() {
        return new Mail(new EmailAddress("J\u00f6rg", "example.com"), "Gr\u00fc\u00dfe \ud83d\ude00", "zwei\nZeilen\n");
    }

    @Test
    void aMessageComesBackAndIsForgottenOnceSent() {
        Queued queued = queued(mail());
        assertThat(queued.mail()).isEqualTo(mail());
        assertThat(queued.queued()).isEqualTo(NOW);
        assertThat(queued.attempts()).isZero();
        assertThat(QUEUE.due(NOW, 1000)).contains(queued);
        assertThat(QUEUE.due(NOW.minusMillis(1), 1000)).doesNotContain(queued);
        QUEUE.sent(queued.id(), NOW);
        assertThat(QUEUE.due(NOW.plusSeconds(10), 1000)).extracting(Queued::id).doesNotContain(queued.id());
        Queued after = QUEUE.latest(1).get(0);
        assertThat(after.id()).isEqualTo(queued.id());
        assertThat(after.mail().body()).isEmpty();
        assertThat(after.attempts()).isEqualTo(1);
    }

    @Test
    void aFailureWaitsForItsNextTry() {
        Queued queued = queued(mail());
        QUEUE.failed(queued.id(), "x".repeat(2000), NOW.plusSeconds(15));
        assertThat(QUEUE.due(NOW.plusSeconds(14), 1000)).extracting(Queued::id).doesNotContain(queued.id());
        assertThat(QUEUE.due(NOW.plusSeconds(15), 1000))
                .filteredOn(q -> q.id() == queued.id())
                .singleElement()
                .satisfies(q -> {
                    assertThat(q.attempts()).isEqualTo(1);
                    assertThat(q.mail()).isEqualTo(mail());
                });
    }

    @Test
    void aClaimIsOneCallersUntilItEnds() {
        long id = queued(mail()).id();
        assertThat(QUEUE.claim(id, NOW.minusMillis(1), NOW.plusSeconds(60)))
                .as("not due yet")
                .isFalse();
        assertThat(QUEUE.claim(id, NOW, NOW.plusSeconds(60))).isTrue();
        assertThat(QUEUE.claim(id, NOW.plusSeconds(59), NOW.plusSeconds(90))).isFalse();
        assertThat(QUEUE.claim(id, NOW.plusSeconds(60), NOW.plusSeconds(90))).isTrue();
        QUEUE.sent(id, NOW);
        assertThat(QUEUE.claim(id, NOW.plusSeconds(90), NOW.plusSeconds(99))).isFalse();
    }

    @Test
    void whatIsGivenUpKeepsItsErrorAndForgetsItsTextInTime() {
        long id = queued(mail()).id();
        QUEUE.giveUp(id, "550 " + "x".repeat(2000), NOW);
        QUEUE.failed(id, "late", NOW);
        assertThat(QUEUE.due(NOW.plusSeconds(10), 1000)).extracting(Queued::id).doesNotContain(id);
        QUEUE.forget(NOW.minusMillis(1));
        assertThat(QUEUE.latest(1).get(0).mail()).isEqualTo(mail());
        QUEUE.forget(NOW);
        assertThat(QUEUE.latest(1).get(0).mail()).isEqualTo(new Mail(mail().to(), mail().subject(), ""));
        Undelivered after = QUEUE.findUndelivered(id).orElseThrow();
        assertThat(after.answer()).startsWith("550 x").hasSize(500);
        assertThat(after.kept()).isFalse();
        assertThat(QUEUE.tryAgain(id, NOW)).isFalse();
        assertThat(QUEUE.end(id, NOW)).isFalse();
    }

    @Test
    void whatWasTriedInVainIsSeenUntilItIsSentOrLongForgotten() {
        long before = QUEUE.stuck();
        long id = queued(mail()).id();
        assertThat(QUEUE.undelivered(NOW, 1000))
                .as("nobody tried it yet")
                .extracting(Undelivered::id)
                .doesNotContain(id);
        QUEUE.failed(id, "4\u202E50", NOW.plusSeconds(15));
        Undelivered waiting = new Undelivered(
                id, mail().to(), mail().subject(), NOW, 1, "4?50", Optional.of(NOW.plusSeconds(15)), true);
        assertThat(QUEUE.undelivered(NOW, 1000)).contains(waiting);
        assertThat(QUEUE.stuck()).isEqualTo(before + 1);
        assertThat(QUEUE.tryAgain(id, NOW)).isTrue();
        assertThat(QUEUE.due(NOW, 1000)).extracting(Queued::id).contains(id);
        assertThat(QUEUE.end(id, NOW)).isTrue();
        assertThat(QUEUE.due(NOW, 1000)).extracting(Queued::id).doesNotContain(id);
        assertThat(QUEUE.undelivered(NOW, 1000))
                .contains(new Undelivered(id, mail().to(), mail().subject(), NOW, 1, "4?50", Optional.empty(), false));
        assertThat(QUEUE.undelivered(NOW.plusMillis(1), 1000))
                .extracting(Undelivered::id)
                .doesNotContain(id);
        assertThat(QUEUE.stuck()).isEqualTo(before);
        QUEUE.sent(id, NOW);
        assertThat(QUEUE.findUndelivered(id)).isEmpty();
    }

    @Test
    void aMessageIsOnlyThereIfItsUnitIs() {
        long before = queued(mail()).id();
        assertThatThrownBy(() -> run(() -> {
                    QUEUE.enqueue(mail(), NOW);
                    throw new RefusedException(RefusalCode.WRONG_STATE, "no");
                }))
                .isInstanceOf(RefusedException.class);
        assertThat(QUEUE.latest(1).get(0).id()).isEqualTo(before);
    }

    @Test
    void aTextThatCannotBeStoredIsNotToldInTheException() {
        Mail large = new Mail(mail().to(), "large", "x".repeat(200) + "one-time-secret" + "x".repeat(20_000));
        assertThatThrownBy(() -> run(() -> QUEUE.enqueue(large, NOW)))
                .hasMessageContaining("insert into mail_queue")
                .hasMessageNotContaining("one-time-secret");
    }

    @Test
    void theOldestComeFirst() {
        Queued first = queued(mail());
        Queued second = queued(mail());
        assertThat(QUEUE.due(NOW, 1000)).extracting(Queued::id).containsSubsequence(first.id(), second.id());
        assertThat(QUEUE.due(NOW, 1)).hasSize(1);
    }
}
