/**
 * What a company's machines do to a CA: they lose power, fill up, go slow, lie about the time. Each test is a sample of seconds; with {@code -Pendurance}
 * the same goes as far as was promised.
 */
package org.signet.fault;
