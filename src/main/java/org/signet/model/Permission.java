package org.signet.model;

/** One thing that an actor may be allowed to do. */
public enum Permission {
    SEE_RECORDS,
    SEE_AUDIT,
    DECIDE_REQUEST,
    ISSUE_CERTIFICATE,
    REVOKE_CERTIFICATE,
    PUBLISH_CRL,
    MANAGE_ACCOUNTS,
    MANAGE_HIERARCHY
}
