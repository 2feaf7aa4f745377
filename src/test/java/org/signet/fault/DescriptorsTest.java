package org.signet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.edge.web.attack.Wire;

/** A process that may open few files, and clients that open all they can. */
@Timeout(300)
class DescriptorsTest {
    private static final int OPEN = 400;

    @Test
    void theDatabaseKeepsItsFilesAndTheServerComesBack() throws Exception {
        try (Served served = new Served("ulimit -n " + OPEN)) {
            List<Wire> idle = new ArrayList<>();
            for (int i = 0; i < OPEN + 100; i++) {
                idle.add(new Wire(served.url));
            }
            // Idle ones make room within seconds.
            assertThat(served.get("/healthz").statusCode()).isEqualTo(200);
            for (int i = 0; i < 5; i++) {
                assertThat(enroll(served, "one" + i)).isEqualTo(202);
            }
            idle.forEach(Wire::close);
            assertThat(enroll(served, "afterwards")).isEqualTo(202);
            assertThat(served.errors()).isEmpty();
            try (Signet beside = TestCa.open(served.data)) {
                assertThat(beside.audit().verify().broken()).isEmpty();
            }
        }
    }

    private static int enroll(Served served, String local) {
        return served.send(HttpRequest.newBuilder(URI.create(served.url + "/api/v1/enrollments"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"email\":\"" + local + "@example.com\",\"name\":\"Ada\"}")))
                .statusCode();
    }
}
