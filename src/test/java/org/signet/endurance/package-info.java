/** What takes long, and shows itself only then; run with {@code mvn -Pendurance verify}. */
package org.signet.endurance;
