/**
 * The way of one request: asked for, mailbox proven, decided, key made and certified. Every door that enrols people calls
 * the same methods; links and codes are mailed by it and honoured by it alone.
 */
package org.signet.ca.enrollment;
