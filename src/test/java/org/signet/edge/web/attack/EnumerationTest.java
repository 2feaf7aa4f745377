package org.signet.edge.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.edge.web.RightsTrial;
import org.signet.model.Role;

/** Whether there is such a person is told by no answer: not by its words, and not by how long it takes. */
class EnumerationTest {
    private static final int WARMING = 15;
    private static final int SAMPLES = 45;
    private static final int ROUNDS = 3;
    private static final double MOST = 1.3;
    private static RightsTrial trial;

    @BeforeAll
    static void start() throws IOException {
        trial = new RightsTrial();
        trial.session("victim", Role.OFFICER);
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    /** Known and unknown in turn, so that whatever else this machine does falls upon both. */
    @ParameterizedTest
    @CsvSource({
        "POST /sign-in,            &password=wrong-wrong-wrong&user=, victim,            nobody",
        "POST /revoke,             &address=,                         ada@example.com,   nix@example.com",
        "POST /trust/test-message, &address=,                         ada@example.com,   nix@example.com",
        "POST /enroll,             &name=Somebody&address=,           ada@example.com,   nix@example.com",
        "POST /my,                 &address=,                         ada@example.com,   nix@example.com",
    })
    void knownAndUnknownAreAnsweredAlike(String route, String fields, String known, String unknown) {
        Map<String, List<Long>> times = new TreeMap<>();
        Map<String, String> words = new TreeMap<>();
        // What tells one from the other does so however often it is asked; what the machine did meanwhile does not.
        for (int round = 1; round <= ROUNDS && !alike(times, known, unknown); round++) {
            ask(route, fields, List.of(known, unknown), times, words);
        }
        assertThat(words.get(known)).isEqualTo(words.get(unknown));
        assertThat(alike(times, known, unknown))
                .as(
                        "%s: known %.2f ms, unknown %.2f ms",
                        route, undisturbed(times.get(known)), undisturbed(times.get(unknown)))
                .isTrue();
    }

    private static boolean alike(Map<String, List<Long>> times, String known, String unknown) {
        if (times.isEmpty()) {
            return false;
        }
        double ratio = undisturbed(times.get(known)) / undisturbed(times.get(unknown));
        return ratio <= MOST && ratio >= 1 / MOST;
    }

    private static void ask(
            String route, String fields, List<String> both, Map<String, List<Long>> times, Map<String, String> words) {
        times.clear();
        for (int sample = 0; sample < WARMING + SAMPLES; sample++) {
            for (String who : sample % 2 == 0 ? both : List.of(both.get(1), both.get(0))) {
                trial.pass(Duration.ofMinutes(16));
                long begun = System.nanoTime();
                HttpResponse<String> answer = trial.askMore(fields + who, "nobody", route);
                times.computeIfAbsent(who, each -> new ArrayList<>()).add(System.nanoTime() - begun);
                String local = who.replaceFirst("@.*", "");
                words.put(
                        who,
                        answer.statusCode()
                                + answer.body().replace(local, "somebody").replaceAll("<time.*?</time>", ""));
            }
        }
    }

    /** Milliseconds: what it takes where nothing else came between: the lower quarter's end. */
    private static double undisturbed(List<Long> all) {
        return all.stream().skip(WARMING).sorted().skip(SAMPLES / 4).findFirst().orElseThrow() / 1e6;
    }
}
