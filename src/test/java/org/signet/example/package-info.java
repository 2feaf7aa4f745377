/** How a Java program uses Signet: each example compiles and runs with the tests. */
package org.signet.example;
