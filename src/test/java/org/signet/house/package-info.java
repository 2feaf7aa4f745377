/** The rules of the house, held by tests: which package may know which, how large things may grow, what is named where. */
package org.signet.house;
