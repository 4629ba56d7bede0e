package dev.agentdesk.gateway.edge;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which this gateway may be addressed: the public URL, the configured hosts, and loopback.
 *
 * <p>A closed list, because a page of another site can make its own name point to this machine (DNS rebinding); the
 * browser then takes us for that site, and only the {@code Host} header tells.
 */
public final class OwnAddresses {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String scheme;
    private final int publicPort;
    private final Set<String> hosts = new HashSet<>();

    public OwnAddresses(EdgeProperties edge) {
        var url = edge.publicUrl();
        this.scheme = url.getScheme();
        this.publicPort = url.getPort() >= 0 ? url.getPort() : standardPort(scheme);
        edge.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        hosts.add(url.getHost().toLowerCase(Locale.ROOT) + ':' + publicPort);
        if (publicPort == standardPort(scheme)) {
            hosts.add(url.getHost().toLowerCase(Locale.ROOT));
        }
    }

    /** Whether a request with this {@code Host} header, received on that port, is meant for us. */
    public boolean serves(@Nullable String host, int localPort) {
        return host != null && (hosts.contains(host.toLowerCase(Locale.ROOT)) || isLoopback(host, localPort));
    }

    /** Whether a page with this origin is ours, as seen by a request to {@code host}. */
    public boolean isOwnOrigin(String origin, @Nullable String host) {
        if (host == null) {
            return false;
        }
        var page = origin.toLowerCase(Locale.ROOT);
        var own = host.toLowerCase(Locale.ROOT);
        return page.equals(scheme + "://" + own) || page.equals("http://" + own) && LOOPBACK.contains(nameOf(own));
    }

    private boolean isLoopback(String host, int localPort) {
        var name = nameOf(host.toLowerCase(Locale.ROOT));
        if (!LOOPBACK.contains(name)) {
            return false;
        }
        var port = host.length() == name.length() ? "80" : host.substring(name.length() + 1);
        return port.equals(Integer.toString(localPort)) || port.equals(Integer.toString(publicPort));
    }

    private static String nameOf(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    private static int standardPort(String scheme) {
        return "https".equals(scheme) ? 443 : 80;
    }
}
