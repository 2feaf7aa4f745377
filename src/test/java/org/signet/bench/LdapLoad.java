package org.signet.bench;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Clients of an LDAP server that each wait for an answer before they ask again. */
record LdapLoad(int port, int people, int connections) {
    private static final int DONE = 0x65;

    private static final Random RANDOM = new Random(4511);

    Measured run(int count) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            byte[][] requests = IntStream.range(0, Math.max(5000, count))
                    .mapToObj(i -> request(RANDOM.nextInt(people)))
                    .toArray(byte[][]::new);
            long start = System.nanoTime();
            List<Future<long[]>> all = IntStream.range(0, connections)
                    .mapToObj(c -> clients.submit(() -> ask(requests, c * 1000, count / connections)))
                    .toList();
            long[] taken = new long[0];
            for (Future<long[]> each : all) {
                long[] more = each.get();
                taken = Arrays.copyOf(taken, taken.length + more.length);
                System.arraycopy(more, 0, taken, taken.length - more.length, more.length);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(taken);
            return new Measured(
                    taken.length / seconds, taken[taken.length / 2] / 1e6, taken[(int) (taken.length * 0.99)] / 1e6);
        } finally {
            clients.shutdown();
        }
    }

    private static byte[] request(int person) {
        try {
            return new LDAPMessage(
                            7,
                            new SearchRequestProtocolOp(
                                    "o=Example Company",
                                    SearchScope.SUB,
                                    DereferencePolicy.NEVER,
                                    2,
                                    0,
                                    false,
                                    Filter.create("(mail=p" + person + "@example.com)"),
                                    List.of("userCertificate;binary")))
                    .encode()
                    .encode();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private long[] ask(byte[][] requests, int from, int count) throws Exception {
        long[] taken = new long[count];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16 * 1024));
            byte[] buffer = new byte[64 * 1024];
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                socket.getOutputStream().write(requests[(from + i) % requests.length]);
                int entries = -1;
                for (int kind = 0; kind != DONE; entries++) {
                    kind = message(in, buffer);
                }
                taken[i] = System.nanoTime() - start;
                if (entries != 1) {
                    throw new IllegalStateException(entries + " entries");
                }
            }
        }
        return taken;
    }

    /** Reads one and tells its kind. */
    private static int message(DataInputStream in, byte[] buffer) throws Exception {
        in.readByte();
        int length = in.readUnsignedByte();
        if (length > 0x80) {
            int octets = length & 0x7f;
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | in.readUnsignedByte();
            }
        }
        in.readFully(buffer, 0, length);
        return buffer[3] & 0xff;
    }

    static Measured median(Measured[] rounds) {
        return new Measured(
                Samples.median(
                        Arrays.stream(rounds).mapToDouble(Measured::perSecond).toArray()),
                Samples.median(Arrays.stream(rounds).mapToDouble(Measured::p50).toArray()),
                Samples.median(Arrays.stream(rounds).mapToDouble(Measured::p99).toArray()));
    }

    /** @param p50 milliseconds */
    record Measured(double perSecond, double p50, double p99) {
        @Override
        public String toString() {
            return "%,.0f/s, p50 %.3f ms, p99 %.3f ms".formatted(perSecond, p50, p99);
        }
    }
}
