package org.signet.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar, started as a user starts it: {@code java -jar target/signet.jar}. */
public final class Packaged implements AutoCloseable {
    private static final Path JAR = Path.of("target", "signet.jar").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Packaged shared;

    private final Path data;
    private final int port;
    private final Process process;
    private final List<String> lines = new ArrayList<>();

    private Packaged(Path data, int port, Process process) {
        this.data = data;
        this.port = port;
        this.process = process;
    }

    /** One running quickstart for every test of this run. */
    public static synchronized Packaged shared() {
        if (shared == null) {
            shared = quickstart(folder().resolve("data"), freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    public static Packaged quickstart(Path data, int port) {
        return start(data, port, "quickstart", "--port", Integer.toString(port), "--data", data.toString());
    }

    /** Starts a verb that serves, and waits until it says so. */
    public static Packaged start(Path data, int port, String... arguments) {
        return start(Map.of(), data, port, arguments);
    }

    static Packaged start(Map<String, String> environment, Path data, int port, String... arguments) {
        try {
            Process process = process(environment, arguments);
            Packaged packaged = new Packaged(data, port, process);
            packaged.awaitReady();
            return packaged;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith("Stop it with")) {
                drain(output);
                return;
            }
        }
        throw new IllegalStateException("it did not start:\n" + String.join("\n", lines));
    }

    private void drain(BufferedReader output) {
        Thread reader = new Thread(() -> {
            try {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    System.out.println("[signet] " + line);
                }
            } catch (IOException ended) {
                System.out.println("[signet] ended");
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    /** A verb of the same jar that goes on running; whoever starts it ends it. */
    public static Process process(String... arguments) {
        return process(Map.of(), arguments);
    }

    private static Process process(Map<String, String> environment, String... arguments) {
        try {
            List<String> command = new ArrayList<>(java());
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiled quickly rather than well: most of these processes live for a second, half of it spent on compiling. */
    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString());
    }

    /** A verb of the same jar, on the shared folder unless the arguments name another. */
    public Program.Result signet(String... arguments) {
        return signet(Map.of("SIGNET_DATA", data.toString()), arguments);
    }

    public static Program.Result signet(Map<String, String> environment, String... arguments) {
        return signet(environment, new byte[0], arguments);
    }

    static Program.Result signet(Map<String, String> environment, byte[] input, String... arguments) {
        return Program.of(environment, java().toArray(String[]::new)).run(input, arguments);
    }

    public static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "interop")), "run")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path data() {
        return data;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** The first administrator's one-time link, as printed. */
    public String administratorLink() {
        Matcher link = Pattern.compile("http://\\S+/admin/welcome/\\S+").matcher(String.join("\n", lines));
        if (!link.find()) {
            throw new IllegalStateException("no link was printed");
        }
        return link.group();
    }

    public String printed() {
        return String.join("\n", lines);
    }

    /** The code in the newest mail to an address, as the outbox page shows it. */
    public String newestCode(String address) {
        String page = new String(get("/outbox").body(), StandardCharsets.UTF_8);
        int mail = page.indexOf(address);
        Matcher code = Pattern.compile("\\b[A-Z2-9]{5}-[A-Z2-9]{5}\\b").matcher(page.substring(Math.max(0, mail)));
        if (mail < 0 || !code.find()) {
            throw new IllegalStateException("no code was mailed to " + address);
        }
        return code.group();
    }

    public HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    public static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the server serves under that path, in a file. */
    public Path download(String path, Path file) {
        HttpResponse<byte[]> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        try {
            return Files.write(file, answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, and the exit. */
    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
