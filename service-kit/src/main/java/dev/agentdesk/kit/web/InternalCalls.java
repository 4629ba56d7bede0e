package dev.agentdesk.kit.web;

import dev.agentdesk.kit.ServiceProperties;
import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.security.Principal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asking other services over HTTP: signed as this service, with the causes of the current request, with time-outs.
 *
 * <p>Answers of a newer neighbour may have fields that we don't know; they are ignored. A connection that fails is
 * {@link PeerUnavailable}; see {@link Asking} for the retries of idempotent calls.
 */
public final class InternalCalls {

    /** Neighbours are near; who does not accept within this is not there. */
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final ServiceProperties service;
    private final InnerTokens tokens;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public InternalCalls(ServiceProperties service, InnerTokens tokens, JsonMapper json) {
        this.service = service;
        this.tokens = tokens;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** A client for one neighbour; {@code answerWithin} bounds each single call. */
    public RestClient to(String peer, Duration answerWithin) {
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(answerWithin);
        return RestClient.builder()
                .baseUrl(service.peer(peer))
                .requestFactory(requests)
                .configureMessageConverters(
                        converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .requestInterceptor((request, body, execution) -> {
                    sign(request);
                    return execution.execute(request, body);
                })
                .build();
    }

    private void sign(HttpRequest request) {
        var headers = request.getHeaders();
        headers.setBearerAuth(tokens.issue(Principal.service(service.service())));
        RequestContext.find().ifPresent(context -> {
            headers.set(ContextFilter.CORRELATION_HEADER, context.correlationId());
            headers.set(ContextFilter.DEPTH_HEADER, Integer.toString(context.depth()));
            if (context.causationId() != null) {
                headers.set(ContextFilter.CAUSATION_HEADER, context.causationId());
            }
        });
    }
}
