package org.signet.edge.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import java.util.Optional;

/**
 * Results page by page (RFC 2696). A page is asked for by how many came before it; the search is made anew for each, so that nothing is kept
 * between them.
 *
 * @param size entries of a page; 0 for none, which ends the series
 * @param from how many entries came before
 */
record Paging(int size, int from) {
    private static final int MAX_SIZE = 1_000_000;
    static final String OID = SimplePagedResultsControl.PAGED_RESULTS_OID;

    /** Empty if the request asks for no pages; throws if it does so wrongly. */
    static Optional<Paging> of(List<Control> controls) throws LDAPException {
        for (Control control : controls) {
            if (control.getOID().equals(OID)) {
                SimplePagedResultsControl asked = new SimplePagedResultsControl(OID, true, control.getValue());
                String cookie =
                        asked.getCookie() == null ? "" : asked.getCookie().stringValue();
                boolean ours = cookie.matches("[0-9]{0,6}");
                return Optional.of(new Paging(
                        Math.max(0, Math.min(MAX_SIZE, asked.getSize())),
                        ours && !cookie.isEmpty() ? Integer.parseInt(cookie) : 0));
            }
        }
        return Optional.empty();
    }

    /** What goes with the answer. */
    Control answer(boolean more) {
        return more
                ? new SimplePagedResultsControl(0, new ASN1OctetString(Integer.toString(from + size)))
                : new SimplePagedResultsControl(0, new ASN1OctetString());
    }
}
