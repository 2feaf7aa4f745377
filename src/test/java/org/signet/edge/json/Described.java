package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/** The API's description, and whether an answer is as it says: the few words of JSON Schema that it uses. */
final class Described {
    private final JsonNode document;

    Described(byte[] json) throws IOException {
        document = new ObjectMapper().readTree(json);
    }

    /** {@code get /api/v1/certificates} and so on. */
    Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        for (var path : document.get("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> methods.add(method + " " + path.getKey()));
        }
        return methods;
    }

    /** Fails unless that method answers with that status and body, by its description. */
    void assertAnswer(String path, String method, HttpResponse<byte[]> answer) throws IOException {
        String status = Integer.toString(answer.statusCode());
        JsonNode response = resolved(
                document.get("paths").get(path).get(method).get("responses").path(status));
        assertThat(response.isMissingNode()).as(method + path + " " + status).isFalse();
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        JsonNode schema = response.get("content").path(type).path("schema");
        assertThat(schema.isMissingNode()).as(type).isFalse();
        assertFits(new ObjectMapper().readTree(answer.body()), schema, method + " " + path);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private void assertFits(JsonNode value, JsonNode described, String where) {
        JsonNode schema = resolved(described);
        if (schema.has("enum")) {
            assertThat(schema.get("enum")).as(where).contains(value);
            return;
        }
        switch (schema.get("type").asText()) {
            case "object" -> {
                schema.get("required")
                        .forEach(name -> assertThat(value.has(name.asText()))
                                .as(where + "." + name)
                                .isTrue());
                value.properties().forEach(property -> {
                    String name = where + "." + property.getKey();
                    JsonNode known = schema.get("properties").path(property.getKey());
                    assertThat(known.isMissingNode()).as(name).isFalse();
                    assertFits(property.getValue(), known, name);
                });
            }
            case "array" -> value.forEach(item -> assertFits(item, schema.get("items"), where + "[]"));
            case "integer" -> assertThat(value.isInt()).as(where).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            default -> assertThat(value.isTextual()).as(where).isTrue();
        }
    }
}
