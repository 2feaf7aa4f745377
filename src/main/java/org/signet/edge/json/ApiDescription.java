package org.signet.edge.json;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.signet.edge.http.Door;

/** {@code GET /api/v1/openapi.json}: the API in OpenAPI 3.1. */
public final class ApiDescription implements Door {
    private final byte[] document;

    public ApiDescription() {
        try (InputStream resource = ApiDescription.class.getResourceAsStream("openapi.json")) {
            document = resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get(
                "/api/v1/openapi.json",
                ctx -> ctx.contentType("application/json")
                        .header("Cache-Control", "public, max-age=3600")
                        .result(document));
    }
}
