package dev.agentdesk.gateway.tunnel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The WebSocket handshake with the service behind, with the caller's own key, so that the service itself answers it.
 *
 * <p>Headers pass by an allow list in both directions: no cookie, no token of the caller, no origin, nothing that a
 * service could mistake for ours.
 */
final class UpstreamHandshake {

    private static final Set<String> TO_SERVICE = Set.of(
            "upgrade",
            "connection",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-protocol",
            "sec-websocket-extensions",
            "user-agent",
            "traceparent",
            "tracestate");
    private static final Set<String> TO_CLIENT = Set.of(
            "sec-websocket-accept", "sec-websocket-protocol", "sec-websocket-extensions", "sec-websocket-version");

    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 5_000;

    /** No service of ours sends more; a peer that does is no service of ours. */
    private static final int MOST_HEADERS = 64;

    private static final int LONGEST_LINE = 8_192;

    private UpstreamHandshake() {}

    /** What the service said; the socket is left open, whatever the status is. */
    record Answer(int status, List<Header> headers) {}

    record Header(String name, String value) {}

    static Answer over(Socket socket, URI service, HttpServletRequest request, Map<String, String> ours)
            throws IOException {
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.getOutputStream().write(head(service, request, ours).getBytes(StandardCharsets.ISO_8859_1));
        var answer = read(socket.getInputStream());
        socket.setSoTimeout(0);
        return answer;
    }

    private static String head(URI service, HttpServletRequest request, Map<String, String> ours) {
        var query = request.getQueryString();
        var head = new StringBuilder("GET ").append(request.getRequestURI());
        if (query != null) {
            head.append('?').append(query);
        }
        head.append(" HTTP/1.1\r\nHost: ").append(service.getAuthority()).append("\r\n");
        ours.forEach((name, value) -> append(head, name, value));
        for (String name : Collections.list(request.getHeaderNames())) {
            if (TO_SERVICE.contains(name.toLowerCase(Locale.ROOT))) {
                Collections.list(request.getHeaders(name)).forEach(value -> append(head, name, value));
            }
        }
        return head.append("\r\n").toString();
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static Answer read(InputStream in) throws IOException {
        var status = line(in).split(" ", 3);
        if (status.length < 2 || !status[1].matches("[1-5][0-9]{2}")) {
            throw new IOException("the service did not answer with HTTP");
        }
        var headers = new ArrayList<Header>();
        int seen = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (++seen > MOST_HEADERS) {
                throw new IOException("the service sent too many headers");
            }
            int colon = line.indexOf(':');
            if (colon > 0 && TO_CLIENT.contains(line.substring(0, colon).trim().toLowerCase(Locale.ROOT))) {
                headers.add(new Header(
                        line.substring(0, colon).trim(),
                        line.substring(colon + 1).trim()));
            }
        }
        return new Answer(Integer.parseInt(status[1]), headers);
    }

    /** Byte by byte, because what follows the empty line belongs to the tunnel. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("the service broke off its answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
