package dev.agentdesk.kit.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Calls addresses that users or agents chose, and only public ones.
 *
 * <p>Laws: the name is resolved once, every address of it must be public (or allowed by the administrator), and the
 * connection goes to just those addresses, so a name that answers differently the second time gains nothing. http(s) on
 * listed ports only, no user info, no redirects, no cookies, no proxy variables, 10 s, bodies up to the given size.
 * Thread safe.
 */
public final class EgressClient implements AutoCloseable {

    private static final Timeout TIMEOUT = Timeout.ofSeconds(10);

    /** Answer of the other side, as it came; redirects included. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    private final EgressProperties properties;
    private final CloseableHttpClient http;

    public EgressClient(EgressProperties properties) {
        this(properties, name -> InetAddress.getAllByName(name));
    }

    /** How names become addresses; tests put a name service here that lies. */
    @FunctionalInterface
    interface Names {

        InetAddress[] resolve(String name) throws java.net.UnknownHostException;
    }

    EgressClient(EgressProperties properties, Names names) {
        this.properties = properties;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(checked(names))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(TIMEOUT)
                        .setSocketTimeout(TIMEOUT)
                        .build())
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(TIMEOUT).build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    /**
     * One call.
     *
     * @throws EgressRefused if the address may not be called
     * @throws IOException if it can't be reached, takes too long or answers more than {@code mostBytes}
     */
    public Answer call(String method, URI address, Map<String, String> headers, byte @Nullable [] body, long mostBytes)
            throws IOException {
        check(address);
        var request = new HttpUriRequestBase(method, address);
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, ContentType.parseLenient(headers.get("Content-Type"))));
        }
        return http.execute(request, response -> answer(response, mostBytes));
    }

    /** What can be said of an address before anything is resolved; also for validating configuration. */
    public void check(URI address) throws EgressRefused {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme)) {
            throw new EgressRefused("only http and https addresses are called");
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw new EgressRefused("an address needs a host and must not carry a user");
        }
        int port = port(address, scheme);
        if (!properties.ports().contains(port) && !isAllowed(address.getHost(), port)) {
            throw new EgressRefused("the port " + port + " is not called");
        }
        if (isLiteral(address.getHost()) && !isAllowed(address.getHost(), port)) {
            requirePublic(address.getHost());
        }
    }

    /** Names become addresses here under the same rules. */
    DnsResolver addresses() {
        return checked(name -> InetAddress.getAllByName(name));
    }

    private DnsResolver checked(Names names) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws java.net.UnknownHostException {
                var addresses = names.resolve(host);
                boolean everyOnePublic = Arrays.stream(addresses).allMatch(PublicAddresses::isPublic);
                if (addresses.length == 0 || !everyOnePublic && !isAllowedHost(host)) {
                    throw new EgressRefused("the address lies in a private network");
                }
                return addresses;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    /** Forms that resolvers read differently (octal, hexadecimal, short) are refused before anybody reads them. */
    private static void requirePublic(String literal) throws EgressRefused {
        try {
            if (!literal.startsWith("[") && !literal.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
                throw new EgressRefused("the address is malformed");
            }
            if (!PublicAddresses.isPublic(InetAddress.getByName(literal))) {
                throw new EgressRefused("the address lies in a private network");
            }
        } catch (EgressRefused e) {
            throw e;
        } catch (java.net.UnknownHostException e) {
            throw new EgressRefused("the address is malformed");
        }
    }

    /** Digits, dots and colons only, or a hexadecimal or octal number: what some resolvers take for an address. */
    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.matches("(0[xX][0-9a-fA-F]+|[0-9]+)(\\.(0[xX][0-9a-fA-F]+|[0-9]+))*\\.?");
    }

    private boolean isAllowed(String host, int port) {
        return properties.privateAllow().contains(host.toLowerCase(Locale.ROOT) + ":" + port);
    }

    private boolean isAllowedHost(String host) {
        return properties.privateAllow().stream()
                .anyMatch(entry -> entry.startsWith(host.toLowerCase(Locale.ROOT) + ":"));
    }

    private static int port(URI address, String scheme) {
        return address.getPort() > 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
    }

    private static Answer answer(ClassicHttpResponse response, long mostBytes) throws IOException {
        var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        var entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getCode(), headers, new byte[0]);
        }
        var body = entity.getContent().readNBytes(Math.toIntExact(mostBytes + 1));
        if (body.length > mostBytes) {
            throw new IOException("the answer is larger than " + mostBytes + " bytes");
        }
        return new Answer(response.getCode(), headers, body);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
