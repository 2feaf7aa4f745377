package org.signet.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signet.app.TestCa;
import org.signet.cli.Main;
import org.signet.crypto.policy.KeyType;
import org.signet.interop.Packaged;

/** {@code quickstart} in a process of its own, which a shell has prepared. */
public final class Served implements AutoCloseable {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final Path data = TestCa.temporaryFolder().toAbsolutePath().resolve("served");
    public final String url;
    final Process process;
    /** What it said. */
    final Queue<String> said = new ConcurrentLinkedQueue<>();

    /**
     * On a CA that is there already.
     *
     * @param before a shell command that holds for the process, for example {@code ulimit -n 200}
     */
    public Served(String before) {
        this(before, Packaged.freePort(), true);
    }

    /** One that makes its CA itself. */
    static Served founding() {
        return new Served(":", Packaged.freePort(), false);
    }

    private Served(String before, int port, boolean found) {
        url = "http://localhost:" + port;
        if (found) {
            TestCa.found(data, KeyType.EC_P256, true, url);
        }
        String java = BIN.resolve("java") + " -XX:+UseSerialGC -Xmx256m -cp \"$CP\" " + Main.class.getName();
        ProcessBuilder shell = new ProcessBuilder(
                "sh", "-c", before + "; exec " + java + " quickstart --port " + port + " --data " + data);
        shell.environment().put("CP", System.getProperty("java.class.path"));
        shell.redirectErrorStream(true);
        try {
            process = shell.start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); !String.valueOf(line).startsWith("Stop it with"); ) {
                if (line == null) {
                    throw new IllegalStateException("it did not start: " + said);
                }
                said.add(line);
                line = lines.readLine();
            }
            Thread reader = new Thread(() -> hear(lines));
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hear(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
        } catch (IOException ended) {
            said.add("(ended)");
        }
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Octets of heap in use after everything that can go has gone. */
    public long heap() {
        jcmd("GC.run");
        Matcher used =
                Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info").replaceAll("(?s)Metaspace.*", ""));
        long octets = 0;
        while (used.find()) {
            octets += Long.parseLong(used.group(1)) << 10;
        }
        return octets;
    }

    private String jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder(BIN.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ps} shows to everybody on the machine. */
    String processList() {
        try {
            Process ps = new ProcessBuilder("ps", "-ww", "-o", "args=", "-p", Long.toString(process.pid())).start();
            return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> errors() {
        return said.stream().filter(line -> line.contains("ERROR")).toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
