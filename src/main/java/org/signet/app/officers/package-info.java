/** The pages of officers, put together from what they call; and the configuration as one of them tells it. */
package org.signet.app.officers;
