package org.signet.ca.enrollment;

import java.util.List;
import java.util.Optional;
import org.signet.ca.audit.AuditEvent;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Permission;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;

/**
 * What the requester is told and asked besides a plain yes or no. The page where they read and answer opens by the link of a
 * mail that asked them, or by the one that proved their mailbox, which does nothing else any more.
 */
public final class Conversation {
    /** Of one request; who needs more should talk. */
    private static final int MOST = 20;

    private final RegistrationDesk desk;

    public Conversation(RegistrationDesk desk) {
        this.desk = desk;
    }

    /** An officer's question: mailed with a link to the page where it is answered. The request waits on. */
    public Outcome<Enrollment> ask(String id, String text, Actor actor) {
        if (!actor.may(Permission.DECIDE_REQUEST)) {
            return Outcome.refused(RefusalCode.NOT_ALLOWED, "You may not decide requests; ask an officer.");
        }
        return said(text).then(question -> desk.transactions().attempt(() -> ask(desk.demand(id), question, actor)));
    }

    private Enrollment ask(Enrollment enrollment, String question, Actor actor) {
        Enrollment asked = desk.take(Step.ASK, enrollment, same -> same);
        if (desk.remarks().of(asked.id()).size() >= MOST) {
            throw new RefusedException(
                    RefusalCode.TOO_MANY, "That much was written about this request already; talk to the requester.");
        }
        OneTimeSecret secret = OneTimeSecret.token(desk.random());
        Remark remark = new Remark(asked.id(), actor.name(), desk.clock().instant(), question);
        desk.remarks().insert(remark, Optional.of(secret.digest()));
        desk.mails().enqueue(desk.letters().question(asked, question, secret), remark.at());
        desk.audit().append(actor, new AuditEvent.RequesterAsked(asked.id(), question));
        return asked;
    }

    /** The requester's answer to the last question. */
    public Outcome<Enrollment> answer(OneTimeSecret link, String text, String origin) {
        return said(text)
                .then(answer -> desk.transactions().attempt(() -> {
                    Enrollment enrollment =
                            desk.take(Step.ANSWER, look(link).orThrow().enrollment(), same -> same);
                    if (!isAsked(desk.remarks().of(enrollment.id()))) {
                        throw new RefusedException(
                                RefusalCode.WRONG_STATE, "Nothing is asked any more; your answer came before.");
                    }
                    Actor requester = Actor.person(enrollment.address(), origin);
                    desk.remarks()
                            .insert(
                                    new Remark(
                                            enrollment.id(),
                                            requester.name(),
                                            desk.clock().instant(),
                                            answer),
                                    Optional.empty());
                    desk.audit().append(requester, new AuditEvent.RequesterAnswered(enrollment.id(), answer));
                    return enrollment;
                }));
    }

    private static Outcome<String> said(String text) {
        return Decisions.line(text)
                .then(line -> line.isEmpty()
                        ? Outcome.refused(RefusalCode.BAD_INPUT, "Nothing is written there; say it in a sentence.")
                        : Outcome.ok(line));
    }

    /**
     * A request as its requester sees it.
     *
     * @param asked whether the last word is a question, and there is still something to decide
     */
    public record Standing(Enrollment enrollment, List<Remark> remarks, boolean asked) {
        public Standing {
            remarks = List.copyOf(remarks);
        }
    }

    /** What a link of ours to a request's requester stands for. Changes nothing. */
    public Outcome<Standing> look(OneTimeSecret link) {
        return byLink(link).map(desk::now).map(this::standing).map(Outcome::ok).orElseGet(Enrollments::unknownLink);
    }

    private Optional<Enrollment> byLink(OneTimeSecret link) {
        return desk.remarks()
                .findByLink(link.digest())
                .flatMap(desk.enrollments()::find)
                .or(() -> desk.enrollments()
                        .findByProof(link.digest())
                        // Before, it is the link that proves. A terminal's code is too short to open anything.
                        .filter(e -> e.channel() == Channel.BROWSER && e.state() != EnrollmentState.REQUESTED));
    }

    public Standing standing(Enrollment enrollment) {
        List<Remark> remarks = desk.remarks().of(enrollment.id());
        return new Standing(enrollment, remarks, enrollment.state() == EnrollmentState.PROVEN && isAsked(remarks));
    }

    private static boolean isAsked(List<Remark> remarks) {
        return !remarks.isEmpty() && remarks.get(remarks.size() - 1).asks();
    }

    /** The requester does not want it any more. */
    public Outcome<Enrollment> withdraw(OneTimeSecret link, String origin) {
        return desk.transactions().attempt(() -> withdraw(look(link).orThrow().enrollment(), origin));
    }

    /**
     * The same by somebody who proved a mailbox otherwise.
     *
     * @param reader of that mailbox
     */
    public Outcome<Enrollment> withdraw(String id, EmailAddress reader, String origin) {
        return desk.transactions().attempt(() -> {
            Enrollment enrollment = desk.demand(id);
            if (!enrollment.address().searchKey().equals(reader.searchKey())) {
                throw RegistrationDesk.noSuchRequest();
            }
            return withdraw(enrollment, origin);
        });
    }

    private Enrollment withdraw(Enrollment enrollment, String origin) {
        Enrollment withdrawn = desk.take(Step.WITHDRAW, enrollment, same -> same);
        desk.audit()
                .append(
                        Actor.person(enrollment.address(), origin),
                        new AuditEvent.EnrollmentWithdrawn(enrollment.id()));
        return withdrawn;
    }
}
