package org.signet.model;

/**
 * Who does something, as the audit log names them.
 *
 * @param name {@code account:ada}, {@code operator:root} (a command on the machine), {@code person:ada@example.com},
 *     {@code system}
 * @param origin where from: an IP address, {@code terminal} or {@code schedule}
 * @param role what an account may do; null for those that hold none
 */
public record Actor(String name, String origin, Role role) {

    public static Actor account(String user, String address, Role role) {
        return new Actor("account:" + user, address, role);
    }

    /** Whoever can run a command on the data folder has every right over it. */
    public static Actor operator(String user) {
        return new Actor("operator:" + user, "terminal", Role.ADMINISTRATOR);
    }

    /** Someone who holds a proof that was mailed to an address, or who asks for one. */
    public static Actor person(EmailAddress address, String origin) {
        return new Actor("person:" + address, origin, null);
    }

    public static Actor system() {
        return new Actor("system", "schedule", null);
    }

    public boolean may(Permission permission) {
        return role != null && role.may(permission);
    }
}
