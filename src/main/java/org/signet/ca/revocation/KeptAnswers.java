package org.signet.ca.revocation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.crypto.x509.ocsp.CertId;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.model.Bytes;
import org.signet.model.SerialNumber;

/**
 * What was told of certificates and may be told again, so that neither records are read nor answers signed for each question.
 * The memory for it is bounded; what was not asked for longest goes first. Everything here was read from records at a known
 * number of changes, and goes when a later change concerns it.
 */
final class KeptAnswers {
    /** Of the objects around an answer's octets: keys, links, the status. Generous. */
    private static final int AROUND = 600;

    private final long capacity;
    private final Map<Subject, Entry> entries = new LinkedHashMap<>(1024, 0.75f, true);
    /** By issuer: up to which change of a status everything here is right. */
    private final Map<String, Long> changes = new HashMap<>();

    private long size;

    /** @param capacity octets */
    KeptAnswers(long capacity) {
        this.capacity = capacity;
    }

    /** A certificate of ours. */
    record Subject(String issuerId, SerialNumber serial) {}

    /** A signed answer with the times that caches are told. */
    record Answer(Bytes der, Responders.Responder signer, Instant thisUpdate, Instant nextUpdate) {}

    private static final class Entry {
        private OcspStatus status;
        /** By the question's own octets, which differ by digest and by how its parameters are written. */
        private final Map<CertId, Answer> answers = new HashMap<>(2);

        long octets() {
            return AROUND
                    + answers.values().stream()
                            .mapToLong(answer -> AROUND + answer.der().length())
                            .sum();
        }
    }

    synchronized Optional<OcspStatus> status(Subject subject) {
        return Optional.ofNullable(entries.get(subject)).map(entry -> entry.status);
    }

    synchronized Optional<Answer> answer(Subject subject, CertId question) {
        return Optional.ofNullable(entries.get(subject)).map(entry -> entry.answers.get(question));
    }

    /** Up to which change of that issuer's certificates everything here is right; ask before the records are read. */
    synchronized long changes(String issuerId) {
        return changes.getOrDefault(issuerId, 0L);
    }

    /** @param asOf {@link #changes} before the record was read: if there were others since, it may be out of date already */
    synchronized void keep(Subject subject, long asOf, OcspStatus status) {
        if (asOf == changes(subject.issuerId())) {
            change(subject, entry -> entry.status = status);
        }
    }

    /** Keeps an answer if what it says still stands here. */
    synchronized void keep(Subject subject, CertId question, OcspStatus told, Answer answer) {
        Entry entry = entries.get(subject);
        if (entry != null && entry.status.equals(told)) {
            change(subject, known -> known.answers.put(question, answer));
        }
    }

    /** Forgets what changed, so that the rest is right up to that change. */
    synchronized void changed(String issuerId, long upTo, List<SerialNumber> serials) {
        serials.forEach(serial -> forget(new Subject(issuerId, serial)));
        changes.put(issuerId, upTo);
    }

    /** Forgets everything of that issuer. */
    synchronized void changed(String issuerId, long upTo) {
        List<Subject> all = entries.keySet().stream()
                .filter(subject -> subject.issuerId().equals(issuerId))
                .toList();
        all.forEach(this::forget);
        changes.put(issuerId, upTo);
    }

    private void change(Subject subject, Consumer<Entry> change) {
        Entry entry = entries.computeIfAbsent(subject, absent -> {
            Entry made = new Entry();
            size += made.octets();
            return made;
        });
        long before = entry.octets();
        change.accept(entry);
        size += entry.octets() - before;
        shrink();
    }

    private void shrink() {
        Iterator<Entry> oldest = entries.values().iterator();
        while (size > capacity && oldest.hasNext()) {
            size -= oldest.next().octets();
            oldest.remove();
        }
    }

    private void forget(Subject subject) {
        Entry gone = entries.remove(subject);
        size -= gone == null ? 0 : gone.octets();
    }

    /** Octets that are taken, about. */
    synchronized long size() {
        return size;
    }
}
