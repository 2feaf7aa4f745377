package org.signet.ca.authority;

/**
 * Who will hold what is issued. Asked in the unit of work that stores the intent, before anything is signed: whom it makes
 * or changes is left as they were if the order is refused.
 */
@FunctionalInterface
public interface Holder {
    /**
     * The person's number. It may refuse by exception: then nothing is signed.
     *
     * @param used whether there was an issuance of one of the keys before, finished or given up; none is on its way now
     */
    long id(boolean used);
}
