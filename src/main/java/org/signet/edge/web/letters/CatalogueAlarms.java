package org.signet.edge.web.letters;

import java.util.List;
import java.util.stream.Collectors;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.watch.AlarmLetters;
import org.signet.ca.watch.Level;
import org.signet.ca.watch.Observation;
import org.signet.edge.web.Words;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;

/** Alarms, worded by a catalogue. */
public final class CatalogueAlarms implements AlarmLetters {
    private final Words words;
    private final String company;
    private final String baseUrl;

    /** @param baseUrl where people reach the pages, without a slash at its end */
    public CatalogueAlarms(Words words, String company, String baseUrl) {
        this.words = words;
        this.company = company;
        this.baseUrl = baseUrl;
    }

    @Override
    public Mail alarm(EmailAddress to, List<Observation> wrong, List<Observation> again) {
        String body = words.t(
                "mail.alarm.body",
                company,
                paragraphs("mail.alarm.broken", wrong, Level.BROKEN)
                        + paragraphs("mail.alarm.soon", wrong, Level.SOON)
                        + paragraphs("mail.alarm.good", again, Level.GOOD),
                baseUrl + "/admin/self-check");
        return new Mail(to, subject(wrong, again), body + words.t("mail.signature", company, baseUrl));
    }

    @Override
    public Mail heads(EmailAddress to, List<AuditEntry.Head> heads) {
        String command = heads.stream().map(head -> " --head " + head).collect(Collectors.joining());
        String body = words.t("mail.heads.body", company, "signet audit verify" + command);
        return new Mail(
                to, words.t("mail.heads.subject", company), body + words.t("mail.signature", company, baseUrl), true);
    }

    private String subject(List<Observation> wrong, List<Observation> again) {
        if (wrong.isEmpty()) {
            return words.t("mail.alarm.subject.good", company);
        }
        boolean broken = wrong.stream().anyMatch(each -> each.level() == Level.BROKEN);
        return words.t(broken ? "mail.alarm.subject.broken" : "mail.alarm.subject.soon", company);
    }

    private String paragraphs(String heading, List<Observation> all, Level level) {
        String paragraphs = all.stream()
                .filter(each -> each.level() == level)
                .map(each -> "* " + words.observed(each) + advice(each) + "\n")
                .collect(Collectors.joining());
        return paragraphs.isEmpty() ? "" : words.t(heading) + "\n" + paragraphs + "\n";
    }

    private String advice(Observation observation) {
        return observation.advice().isEmpty() ? "" : "\n  " + words.advice(observation);
    }
}
