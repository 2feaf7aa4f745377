package org.signet.bench;

import java.io.BufferedWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * OpenLDAP's server with as many people as ours, in mdb with an index of {@code mail}. {@code SLAPD_ROOT} names the folder that
 * Debian's package slapd and its libraries were unpacked in; without it they are installed.
 */
final class Slapd implements AutoCloseable {
    private final Process process;
    private final int port;

    private Slapd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    static Slapd start(Path folder, int people, byte[] certificate) throws Exception {
        String root = System.getenv().getOrDefault("SLAPD_ROOT", "");
        Files.createDirectories(folder.resolve("db"));
        Path configuration = folder.resolve("slapd.conf");
        Files.writeString(configuration, """
                include %1$s/etc/ldap/schema/core.schema
                include %1$s/etc/ldap/schema/cosine.schema
                include %1$s/etc/ldap/schema/inetorgperson.schema
                modulepath %1$s/usr/lib/ldap
                moduleload back_mdb
                pidfile %2$s/pid
                database mdb
                maxsize 8589934592
                suffix "o=Example Company"
                directory %2$s/db
                index objectClass eq
                index mail eq
                """.formatted(root, folder));
        Path ldif = folder.resolve("people.ldif");
        write(ldif, people, certificate);
        run(root, "slapadd", "-q", "-f", configuration.toString(), "-l", ldif.toString())
                .waitFor();
        Files.delete(ldif);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process =
                run(root, "slapd", "-d", "0", "-f", configuration.toString(), "-h", "ldap://127.0.0.1:" + port);
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
                return new Slapd(process, port);
            } catch (java.io.IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("slapd did not start");
    }

    private static Process run(String root, String... command) throws Exception {
        List<String> line = new java.util.ArrayList<>(List.of(command));
        line.set(0, root + "/usr/sbin/" + command[0]);
        ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
        builder.environment()
                .put("LD_LIBRARY_PATH", root + "/usr/lib/x86_64-linux-gnu:" + root + "/lib/x86_64-linux-gnu");
        return builder.start();
    }

    private static void write(Path ldif, int people, byte[] certificate) throws Exception {
        String der = Base64.getEncoder().encodeToString(certificate);
        try (BufferedWriter out = Files.newBufferedWriter(ldif)) {
            out.write("dn: o=Example Company\nobjectClass: organization\no: Example Company\n\n");
            out.write("dn: ou=people,o=Example Company\nobjectClass: organizationalUnit\nou: people\n\n");
            for (int i = 0; i < people; i++) {
                out.write("""
                        dn: uid=p%1$d,ou=people,o=Example Company
                        objectClass: inetOrgPerson
                        uid: p%1$d
                        cn: Person %1$d
                        sn: %1$d
                        givenName: Person
                        displayName: Person %1$d
                        mail: p%1$d@example.com
                        userCertificate;binary:: %2$s

                        """.formatted(i, der));
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
