package dev.agentdesk.kit.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses lie on the public internet. Everything special is refused: loopback, link-local (cloud metadata),
 * private, carrier-grade NAT, benchmarking, documentation, multicast, reserved, and IPv6 forms that carry an IPv4
 * address.
 *
 * <p>Pure. Source of the ranges: IANA special-purpose address registries (RFC 6890 and its updates).
 */
final class PublicAddresses {

    private record Range(byte[] prefix, int bits) {

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final Range[] SPECIAL = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet6Address six && six.isIPv4CompatibleAddress()) {
            return false;
        }
        return (address instanceof Inet4Address || address instanceof Inet6Address)
                && Arrays.stream(SPECIAL).noneMatch(range -> range.contains(bytes));
    }

    private static Range[] ranges(String... texts) {
        return Arrays.stream(texts).map(PublicAddresses::range).toArray(Range[]::new);
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        try {
            var prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
            return new Range(prefix, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a literal address needs no name service", e);
        }
    }
}
