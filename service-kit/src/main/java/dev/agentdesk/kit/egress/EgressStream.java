package dev.agentdesk.kit.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to an address that a user chose and reads the answer while it is written, for as long as it takes; such are the
 * interfaces of models.
 *
 * <p>Laws: addresses are checked and held as in {@link EgressClient}, unless an administrator vouches for this one.
 * Nothing is retried here and no connection is used twice. A call that is cancelled closes its connection at once,
 * wherever it is. Thread safe.
 */
public final class EgressStream implements AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(10);

    /** Each turn of a model holds one; more turns than this do not run at once. */
    private static final int MOST_CONNECTIONS = 512;

    /** What the other side says before its body. Names of headers are found in any case. */
    public record Head(int status, Map<String, String> headers) {}

    /** Reads an answer to its end. */
    @FunctionalInterface
    public interface Reader<T> {

        T read(Head head, InputStream body) throws IOException;
    }

    private final EgressClient rules;
    private final CloseableHttpClient strangers;
    private final CloseableHttpClient vouched;

    public EgressStream(EgressClient rules, Duration longestSilence) {
        this.rules = rules;
        this.strangers = client(rules.addresses(), longestSilence);
        this.vouched = client(SystemDefaultDnsResolver.INSTANCE, longestSilence);
    }

    /**
     * @param isVouchedFor an administrator chose the address: it may be a private one, on any port
     * @param cancelled completes when the call is to end at once
     * @throws EgressRefused if the address may not be called
     * @throws IOException if it can't be reached, falls silent for too long, breaks off or is cancelled
     */
    public <T> T post(
            URI address,
            Map<String, String> headers,
            byte[] body,
            boolean isVouchedFor,
            CompletableFuture<Void> cancelled,
            Reader<T> reader)
            throws IOException {
        check(address, isVouchedFor);
        var request = new HttpUriRequestBase("POST", address);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        var cancel = cancelled.thenRun(request::cancel);
        var client = isVouchedFor ? vouched : strangers;
        try {
            return read(client.executeOpen(host(request), request, null), reader);
        } catch (IllegalStateException e) {
            // So the client says that a connection was closed under its hands.
            throw new IOException("the connection was closed", e);
        } finally {
            cancel.cancel(false);
            // The answer was read as far as it matters; waiting for a server to end it could take for ever.
            request.cancel();
        }
    }

    private static HttpHost host(HttpUriRequestBase request) throws IOException {
        try {
            return RoutingSupport.determineHost(request);
        } catch (HttpException e) {
            throw new EgressRefused("the address names no host");
        }
    }

    private void check(URI address, boolean isVouchedFor) throws EgressRefused {
        if (!isVouchedFor) {
            rules.check(address);
            return;
        }
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme)
                || address.getHost() == null
                || address.getRawUserInfo() != null) {
            throw new EgressRefused("an address needs http or https and a host, and must not carry a user");
        }
    }

    private static <T> T read(ClassicHttpResponse response, Reader<T> reader) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        var entity = response.getEntity();
        var body = entity == null ? InputStream.nullInputStream() : entity.getContent();
        return reader.read(new Head(response.getCode(), headers), body);
    }

    private static CloseableHttpClient client(DnsResolver addresses, Duration longestSilence) {
        var silence = Timeout.of(longestSilence);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(silence)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(silence)
                        .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    @Override
    public void close() throws IOException {
        strangers.close();
        vouched.close();
    }
}
