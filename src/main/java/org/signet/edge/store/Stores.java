package org.signet.edge.store;

import java.util.Optional;
import org.signet.edge.store.control.SqlProposals;
import org.signet.edge.store.control.SqlRules;
import org.signet.edge.store.control.SqlStaff;
import org.signet.edge.store.database.Database;
import org.signet.edge.store.factor.SqlFactors;
import org.signet.edge.store.factor.SqlSteps;
import org.signet.edge.store.holder.SqlHolders;
import org.signet.edge.store.invitation.SqlGuestTables;
import org.signet.edge.store.limit.SqlTotals;

/** The core's ports on one database, each by the table it keeps. */
public record Stores(Database database) {
    public SqlIssuers issuers() {
        return new SqlIssuers(database);
    }

    public SqlCertificates certificates() {
        return new SqlCertificates(database);
    }

    public SqlRevocations revocations() {
        return new SqlRevocations(database);
    }

    public SqlRevocationLinks revocationLinks() {
        return new SqlRevocationLinks(database);
    }

    public SqlCrls crls() {
        return new SqlCrls(database);
    }

    public SqlEnrollments enrollments() {
        return new SqlEnrollments(database);
    }

    public SqlGuestTables guestTables() {
        return new SqlGuestTables(database);
    }

    public SqlHolders holders() {
        return new SqlHolders(database);
    }

    public SqlRemarks remarks() {
        return new SqlRemarks(database);
    }

    public SqlRenewals renewals() {
        return new SqlRenewals(database);
    }

    public SqlPeople people() {
        return new SqlPeople(database);
    }

    public SqlAccounts accounts() {
        return new SqlAccounts(database);
    }

    public SqlStaff staff() {
        return new SqlStaff(database);
    }

    public SqlProposals proposals() {
        return new SqlProposals(database);
    }

    public SqlRules rules() {
        return new SqlRules(database);
    }

    public SqlFactors factors() {
        return new SqlFactors(database);
    }

    public SqlSteps steps() {
        return new SqlSteps(database);
    }

    public SqlApiTokens apiTokens() {
        return new SqlApiTokens(database);
    }

    public SqlMailQueue mails() {
        return new SqlMailQueue(database);
    }

    public SqlAudit audit() {
        return new SqlAudit(database);
    }

    public SqlContacts contacts() {
        return new SqlContacts(database);
    }

    public SqlPartners partners() {
        return new SqlPartners(database);
    }

    public SqlDirectory directory() {
        return new SqlDirectory(database);
    }

    public SqlHashes hashes() {
        return new SqlHashes(database);
    }

    public SqlAlarms alarms() {
        return new SqlAlarms(database);
    }

    /** What nodes let through together; empty where there is one only. */
    public Optional<SqlTotals> totals() {
        return database.isShared() ? Optional.of(new SqlTotals(database)) : Optional.empty();
    }
}
