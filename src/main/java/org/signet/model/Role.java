package org.signet.model;

import java.util.EnumSet;
import java.util.Set;

/** What an account of the web front end may do. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR(EnumSet.allOf(Permission.class)),
    /** Approves and refuses requests, revokes certificates. */
    OFFICER(EnumSet.of(
            Permission.SEE_RECORDS,
            Permission.DECIDE_REQUEST,
            Permission.ISSUE_CERTIFICATE,
            Permission.REVOKE_CERTIFICATE)),
    /** Reads the records and the audit log. */
    AUDITOR(EnumSet.of(Permission.SEE_RECORDS, Permission.SEE_AUDIT));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    Set<Permission> permissions() {
        return permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
