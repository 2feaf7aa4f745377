package org.signet.ca.messaging;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.signet.ca.directory.Partners;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SecurityReport;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * Says of a message what this CA knows of it. There is no key to open it with, and nobody is asked: a message would name the servers
 * (RFC 5280 §4.2.1.13, §4.2.2.1), and whoever wrote it would choose what we fetch.
 *
 * @param ours the CA's roots and its own records
 * @param partners whose CAs are believed for their domains
 */
public record MessageCheck(Supplier<TrustBase> ours, Partners partners, SecureRandom random) {

    /** Reads a message (RFC 5322), or else a CMS object; refused if it is neither. */
    public Outcome<Opened> of(StoredOctets octets) {
        TrustBase trust = ours.get();
        return read(octets, trust).then(opened -> {
            List<Certificate> anchors = anchors(opened.report());
            return anchors.isEmpty() ? Outcome.ok(opened) : read(octets, trust.believing(anchors));
        });
    }

    private Outcome<Opened> read(StoredOctets octets, TrustBase trust) {
        MessageReader reader = new MessageReader(trust, List.of(), random);
        return MessageReader.isMessage(octets) ? reader.message(octets) : reader.file(octets, Optional.empty());
    }

    /** Of partners who speak for every address in every signer's certificate: none could name one of ours beside its own. */
    private List<Certificate> anchors(SecurityReport report) {
        List<Certificate> signers = report.layers().stream()
                .filter(Layer.Signed.class::isInstance)
                .flatMap(layer -> ((Layer.Signed) layer).signers().stream())
                .flatMap(signer -> signer.check().certificate().stream())
                .distinct()
                .toList();
        List<EmailAddress> addresses = signers.stream()
                .flatMap(signer -> signer.content().allAddresses().stream())
                .distinct()
                .toList();
        if (addresses.isEmpty()
                || signers.stream()
                        .anyMatch(each -> each.content().allAddresses().isEmpty())) {
            return List.of();
        }
        List<Certificate> common = new ArrayList<>(partners.anchors(addresses.get(0)));
        addresses.forEach(address -> common.retainAll(partners.anchors(address)));
        return common;
    }
}
