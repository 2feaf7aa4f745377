package org.signet.edge.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;

/**
 * Style sheets, scripts and pictures, at {@code /static/VERSION/…}. The version is a digest over all of them, so a browser
 * keeps them for a year and modules still import each other by relative names.
 */
public final class StaticFiles implements Door {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, StaticFile> files;
    private final String version;

    private record StaticFile(byte[] plain, byte[] gzip, String mediaType) {}

    private StaticFiles(Map<String, byte[]> contents) {
        this.files = new HashMap<>();
        List<byte[]> all = new java.util.ArrayList<>();
        new TreeMap<>(contents).forEach((name, content) -> {
            all.add(name.getBytes(StandardCharsets.UTF_8));
            all.add(content);
            String type = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type != null) {
                files.put(name, new StaticFile(content, gzip(content), type));
            }
        });
        this.version =
                Bytes.of(Providers.sha256(all.toArray(byte[][]::new))).hex().substring(0, 12);
    }

    /** Those below a folder of the class path, for example {@code /web/static}. */
    public static StaticFiles ofClassPath(String folder) {
        try {
            URI uri = StaticFiles.class.getResource(folder).toURI();
            if (!uri.getScheme().equals("jar")) {
                return new StaticFiles(read(Path.of(uri)));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return new StaticFiles(read(jar.getPath(folder)));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                contents.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return contents;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Where pages find a file, for example {@code css/page.css}. */
    public String url(String name) {
        if (!files.containsKey(name)) {
            throw new IllegalArgumentException("no static file " + name);
        }
        return "/static/" + version + "/" + name;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/static/{version}/<name>", this::send);
    }

    private void send(Context ctx) {
        StaticFile file = files.get(ctx.pathParam("name"));
        if (file == null) {
            throw new NotFoundResponse();
        }
        boolean current = ctx.pathParam("version").equals(version);
        ctx.header("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache")
                .header("Vary", "Accept-Encoding")
                .contentType(file.mediaType());
        String accepted = ctx.header("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            ctx.header("Content-Encoding", "gzip").result(file.gzip());
        } else {
            ctx.result(file.plain());
        }
    }
}
