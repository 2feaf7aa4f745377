package org.signet.edge.http;

import io.javalin.config.RoutesConfig;

/** A group of URLs that the server answers. */
public interface Door {
    void open(RoutesConfig routes);
}
