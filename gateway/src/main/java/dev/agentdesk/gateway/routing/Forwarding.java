package dev.agentdesk.gateway.routing;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.connection.WhyEnded;
import dev.agentdesk.gateway.edge.AnswerHeaders;
import dev.agentdesk.gateway.edge.BodyTooLarge;
import dev.agentdesk.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.coyote.CloseNowException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a request on to the service that answers its path, and the answer back, byte by byte as they come.
 *
 * <p>Nothing is sent twice: whoever sent the request decides whether to repeat it. A failure before the answer began
 * becomes a problem; afterwards the connection is cut, so that half an answer is never taken for a whole one.
 */
final class Forwarding extends OncePerRequestFilter {

    private final RouteTable routes;
    private final Services services;
    private final Patience patience;
    private final OpenConnections connections;
    private final Problems problems;
    private final List<OwnAnswers> own;

    Forwarding(
            RouteTable routes,
            Services services,
            Patience patience,
            OpenConnections connections,
            Problems problems,
            List<OwnAnswers> own) {
        this.own = own;
        this.routes = routes;
        this.services = services;
        this.patience = patience;
        this.connections = connections;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var service = routes.serviceOf(request.getRequestURI());
        try {
            service = service.filter(it -> !isOwn(request.getRequestURI()));
        } catch (DataAccessException | TransactionException away) {
            problems.write(request, response, ProblemCode.UNAVAILABLE, "The gateway's database is not reachable.");
            return;
        }
        if (service.isPresent()) {
            forward(service.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOwn(String path) {
        return own.stream().anyMatch(it -> it.has(path));
    }

    private void forward(String service, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(service, request, connections);
        try (exchange) {
            answer(exchange, exchange.send(services, patience), request, response);
        } catch (InterruptedException e) {
            broken(service, exchange, request, response, e);
        } catch (TimeoutException e) {
            problems.write(request, response, ProblemCode.TIMEOUT, service + " did not answer in time.");
        } catch (ConnectException | HttpConnectTimeoutException e) {
            problems.write(request, response, ProblemCode.UNAVAILABLE, service + " is not reachable at the moment.");
        } catch (IllegalArgumentException e) {
            problems.write(request, response, ProblemCode.INVALID_REQUEST, "The address or a header is malformed.");
        } catch (BodyTooLarge e) {
            problems.write(request, response, ProblemCode.PAYLOAD_TOO_LARGE, "The upload is larger than allowed.");
        } catch (IOException e) {
            broken(service, exchange, request, response, e);
        }
    }

    private void answer(
            Exchange exchange,
            HttpResponse<InputStream> answer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (answer.statusCode() == 401 && !Services.isWebhook(request)) {
            answer.body().close();
            problems.write(
                    request, response, ProblemCode.UPSTREAM_FAILED, "A service did not accept the gateway's word.");
            return;
        }
        response.setStatus(answer.statusCode());
        PassedHeaders.toClient(answer.headers(), response);
        exchange.copy(answer, response);
    }

    private void broken(
            String service,
            Exchange exchange,
            HttpServletRequest request,
            HttpServletResponse response,
            Exception cause)
            throws IOException {
        if (response.isCommitted()) {
            throw new CloseNowException("cut in the middle of the answer", cause);
        }
        response.reset();
        AnswerHeaders.set(request, response);
        if (exchange.whyEnded() == WhyEnded.NO_RIGHT) {
            problems.write(request, response, ProblemCode.UNAUTHENTICATED, "The sign-in or token has ended.");
        } else {
            problems.write(request, response, ProblemCode.UPSTREAM_FAILED, service + " broke off.");
        }
    }
}
