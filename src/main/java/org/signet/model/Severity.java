package org.signet.model;

/** How grave a finding is: an error stops a signature. */
public enum Severity {
    ERROR,
    WARNING,
    NOTICE
}
