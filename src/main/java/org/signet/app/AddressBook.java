package org.signet.app;

import java.util.Set;
import org.signet.ca.audit.Transactions;
import org.signet.ca.directory.CertificateSearch;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.directory.Contacts;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Partners;
import org.signet.ca.messaging.Harvest;
import org.signet.edge.ldap.LdapQuery;
import org.signet.edge.store.Stores;
import org.signet.model.Outcome;

/** Who can be written to, wired: what the directory tells, certificates of others, and the partners whose CAs are believed. */
public record AddressBook(
        Directory directory, CertificateSearch search, Contacts contacts, Partners partners, Harvest harvest) {
    /** Asks a partner's directory, by the URL of a query to it (RFC 4516). */
    public static Outcome<ContactFile> ask(String ldapUrl) {
        return LdapQuery.parse(ldapUrl).then(LdapQuery::certificates);
    }

    static AddressBook of(Signet signet, Stores stores) {
        Transactions transactions = signet.transactions();
        Set<String> ours = signet.config().domains().keySet();
        Contacts contacts =
                new Contacts(stores.contacts(), stores.partners(), transactions, signet.audit(), signet.clock());
        Directory directory = new Directory(
                stores.directory(),
                stores.contacts(),
                stores.partners(),
                stores.certificates(),
                stores.issuers(),
                signet.people(),
                ours,
                signet.clock());
        return new AddressBook(
                directory,
                new CertificateSearch(directory, stores.hashes(), stores.issuers(), transactions, signet.clock()),
                contacts,
                new Partners(stores.partners(), contacts, ours, transactions, signet.audit(), signet.clock()),
                new Harvest(signet.clock(), signet.random()));
    }
}
