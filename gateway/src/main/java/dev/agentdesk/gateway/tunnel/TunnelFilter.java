package dev.agentdesk.gateway.tunnel;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.access.Caller;
import dev.agentdesk.gateway.access.InnerIdentity;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.tunnel.UpstreamHandshake.Answer;
import dev.agentdesk.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Lets a known caller's WebSocket through to the terminal service.
 *
 * <p>The ticket in the query is the service's to consume; here the caller is known already and foreign pages were
 * refused. A refusal of the service keeps its status and becomes one of our problems.
 */
final class TunnelFilter extends OncePerRequestFilter {

    private static final PathPattern ATTACH = PathPatternParser.defaultInstance.parse("/api/v1/terminals/{id}/attach");

    private final URI service;
    private final InnerIdentity identity;
    private final OpenConnections connections;
    private final Problems problems;
    private final int timeoutMillis;

    TunnelFilter(
            URI service, InnerIdentity identity, OpenConnections connections, Problems problems, int timeoutMillis) {
        this.service = service;
        this.identity = identity;
        this.connections = connections;
        this.problems = problems;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ATTACH.matches(PathContainer.parsePath(request.getRequestURI()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!"GET".equals(request.getMethod())) {
            response.setHeader("Allow", "GET");
            problems.write(request, response, ProblemCode.METHOD_NOT_ALLOWED, "Open a WebSocket here.");
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            problems.write(request, response, ProblemCode.UPGRADE_REQUIRED, "Open a WebSocket here.");
        } else {
            connect(request, response, Caller.of(request));
        }
    }

    private void connect(HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws ServletException, IOException {
        var socket = new Socket();
        boolean upgraded = false;
        try {
            var answer = UpstreamHandshake.over(socket, service, request, identity.headers(request, caller));
            if (answer.status() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
                upgrade(request, response, answer, socket, caller);
                upgraded = true;
            } else {
                problems.write(request, response, codeOf(answer.status()), "The terminal could not be attached.");
            }
        } catch (ConnectException e) {
            problems.write(request, response, ProblemCode.UNAVAILABLE, "Terminals are not reachable at the moment.");
        } catch (SocketTimeoutException e) {
            problems.write(request, response, ProblemCode.TIMEOUT, "The terminal did not answer in time.");
        } catch (IOException e) {
            problems.write(request, response, ProblemCode.UPSTREAM_FAILED, "The terminal broke off.");
        } finally {
            if (!upgraded) {
                socket.close();
            }
        }
    }

    private void upgrade(
            HttpServletRequest request, HttpServletResponse response, Answer answer, Socket socket, Caller caller)
            throws ServletException, IOException {
        answer.headers().forEach(header -> response.setHeader(header.name(), header.value()));
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        request.upgrade(Tunnel.class)
                .open(new Tunnel.Opening(socket, connections, caller.credentialId(), timeoutMillis));
    }

    /** The reason that goes with the status of a refused handshake; what we do not know is a failure of the service. */
    private static ProblemCode codeOf(int status) {
        return switch (status) {
            case 400 -> ProblemCode.INVALID_REQUEST;
            case 403 -> ProblemCode.FORBIDDEN;
            case 404 -> ProblemCode.NOT_FOUND;
            case 409 -> ProblemCode.CONFLICT;
            case 410 -> ProblemCode.GONE;
            case 429 -> ProblemCode.RATE_LIMITED;
            case 503 -> ProblemCode.UNAVAILABLE;
            default -> ProblemCode.UPSTREAM_FAILED;
        };
    }
}
