package org.signet.edge.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * How far a certificate of others may send us. A server inside the company must not be asked by what somebody outside wrote into
 * a certificate, nor this machine itself: only public addresses, and the ports of the web.
 *
 * @param everywhere whether any address and port will do
 * @param hosts names or addresses that may be asked wherever they lie: {@code host} at any port, {@code host:port}
 */
public record Reach(boolean everywhere, Set<String> hosts) {
    /** The web as everybody sees it. */
    public static final Reach PUBLIC = new Reach(false, Set.of());
    /** Any address: for a network whose certificates are all known. */
    public static final Reach EVERYWHERE = new Reach(true, Set.of());

    private static final Set<Integer> PORTS = Set.of(80, 443);

    /** Special-purpose IPv4 (RFC 6890 and its registry), and multicast. */
    private static final List<Network> RESERVED_4 = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3")
            .map(Network::of)
            .toList();

    /** Global unicast (RFC 4291 §2.4): whatever else there is is for other uses, IPv4 in disguise among them. */
    private static final Network GLOBAL_6 = Network.of("2000::/3");

    /** Teredo and others, documentation, 6to4: they lead to IPv4, or to nobody. */
    private static final List<Network> RESERVED_6 = Stream.of(
                    "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
            .map(Network::of)
            .toList();

    /** NAT64 (RFC 6052 §2.1): the last four octets are where it leads. */
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    public Reach {
        Set<String> lower = new TreeSet<>();
        hosts.forEach(host -> lower.add(host.toLowerCase(Locale.ROOT)));
        hosts = Set.copyOf(lower);
    }

    /** This, and that host too. */
    public Reach with(String host) {
        return new Reach(
                everywhere, Stream.concat(hosts.stream(), Stream.of(host)).collect(Collectors.toSet()));
    }

    /** What is wrong with that address before it is looked up, as the end of a sentence. */
    Optional<String> objection(HttpUrl url) {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            return Optional.of("has a user name in it");
        }
        if (!isKnown(url) && !PORTS.contains(url.port())) {
            return Optional.of("has a port that is not the web's (--allow-private asks there too)");
        }
        return Optional.empty();
    }

    /** Whether that host may be asked wherever it lies. */
    boolean isKnown(HttpUrl url) {
        return everywhere || hosts.contains(url.host()) || hosts.contains(url.host() + ":" + url.port());
    }

    /** Whether that address is one of the public Internet. */
    static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length == 4) {
            return RESERVED_4.stream().noneMatch(network -> network.contains(octets));
        }
        if (NAT64.contains(octets)) {
            byte[] last = Arrays.copyOfRange(octets, 12, 16);
            return RESERVED_4.stream().noneMatch(network -> network.contains(last));
        }
        return GLOBAL_6.contains(octets) && RESERVED_6.stream().noneMatch(network -> network.contains(octets));
    }

    /** Addresses that begin with the same bits. */
    private record Network(InetAddress base, int bits) {
        /** @param text an address, not a name, so that nothing is looked up */
        static Network of(String text) {
            String[] parts = text.split("/");
            try {
                return new Network(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }

        boolean contains(byte[] octets) {
            byte[] start = base.getAddress();
            if (start.length != octets.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((start[bit / 8] ^ octets[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
