package org.signet.app;

import java.util.Set;
import org.signet.ca.audit.Transactions;
import org.signet.ca.directory.Contacts;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Partners;
import org.signet.edge.store.Stores;

/** Who can be written to, wired: what the directory tells, certificates of others, and the partners whose CAs are believed. */
public record AddressBook(Directory directory, Contacts contacts, Partners partners) {
    static AddressBook of(Signet signet, Stores stores) {
        Transactions transactions = signet.transactions();
        Set<String> ours = signet.config().domains().keySet();
        Contacts contacts =
                new Contacts(stores.contacts(), stores.partners(), transactions, signet.audit(), signet.clock());
        return new AddressBook(
                new Directory(
                        stores.directory(),
                        stores.contacts(),
                        stores.partners(),
                        stores.certificates(),
                        stores.issuers(),
                        signet.people(),
                        ours,
                        signet.clock()),
                contacts,
                new Partners(stores.partners(), contacts, ours, transactions, signet.audit(), signet.clock()));
    }
}
