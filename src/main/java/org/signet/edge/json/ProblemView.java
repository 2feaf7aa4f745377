package org.signet.edge.json;

/**
 * Why a server did not do what it was asked (RFC 9457), as its clients read it.
 *
 * @param status HTTP status
 * @param code {@code foreign-domain} and so on: stable, for scripts
 * @param detail a sentence for people: what was refused, what to do
 */
public record ProblemView(int status, String code, String detail) {}
