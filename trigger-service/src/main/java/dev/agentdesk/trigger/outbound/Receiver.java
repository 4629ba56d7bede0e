package dev.agentdesk.trigger.outbound;

import dev.agentdesk.kit.egress.EgressClient;
import dev.agentdesk.kit.egress.EgressRefused;
import dev.agentdesk.kit.egress.EgressStream;
import dev.agentdesk.trigger.signature.Scheme;
import dev.agentdesk.trigger.signature.Secret;
import dev.agentdesk.trigger.signature.Signing;
import dev.agentdesk.trigger.subscription.Address;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Offers one message to its receiver as Standard Webhooks has it, signed with every active secret. Addresses are
 * checked and held as {@link EgressClient} does it; redirects are not followed; of the answer only status and
 * {@code Retry-After} are read.
 */
@Component
final class Receiver implements AutoCloseable {

    private static final Scheme SCHEME = Scheme.named("standard-webhooks").orElseThrow();
    private static final String SIGNATURE = "webhook-signature";

    /**
     * How an attempt ended.
     *
     * @param status null where there was no answer
     * @param error null where there was one
     * @param retryAfter what the receiver asked for
     */
    record Answer(
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Duration retryAfter,
            Duration took) {

        boolean isTaken() {
            return status != null && status >= 200 && status < 300;
        }

        boolean isGone() {
            return status != null && status == 410;
        }
    }

    private final EgressStream out;
    private final Clock clock;
    private final Duration patience;

    Receiver(EgressClient rules, Clock clock, OutboundProperties properties) {
        this.out = new EgressStream(rules, properties.patience());
        this.clock = clock;
        this.patience = properties.patience();
    }

    Answer offer(Address address, List<Secret> secrets, Messages.Message message) {
        var body = message.body().getBytes(StandardCharsets.UTF_8);
        var begun = clock.instant();
        var headers = headers(secrets, message, body, begun);
        var deadline = new CompletableFuture<Void>();
        deadline.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return out.post(
                    URI.create(address.url()),
                    headers,
                    body,
                    address.vouched(),
                    deadline,
                    (head, answer) -> new Answer(head.status(), null, retryAfter(head.headers()), since(begun)));
        } catch (EgressRefused e) {
            return new Answer(null, "address-refused", null, since(begun));
        } catch (UnknownHostException e) {
            return new Answer(null, "unknown-host", null, since(begun));
        } catch (SocketTimeoutException e) {
            return new Answer(null, "timeout", null, since(begun));
        } catch (IOException | IllegalArgumentException e) {
            return new Answer(null, deadline.isDone() ? "timeout" : "unreachable", null, since(begun));
        }
    }

    private Duration since(Instant begun) {
        return Duration.between(begun, clock.instant());
    }

    /** {@code ce-depth} ends a circle of subscriptions that feed our own connectors. */
    private static Map<String, String> headers(
            List<Secret> secrets, Messages.Message message, byte[] body, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Agentdesk-Webhooks");
        headers.put("ce-depth", Integer.toString(message.depth() + 1));
        var signed = secrets.stream()
                .map(secret -> Signing.headers(SCHEME, secret, message.id(), message.type(), body, now))
                .toList();
        signed.forEach(headers::putAll);
        headers.put(
                SIGNATURE,
                signed.stream().map(each -> each.getOrDefault(SIGNATURE, "")).collect(Collectors.joining(" ")));
        return headers;
    }

    private static @Nullable Duration retryAfter(Map<String, String> headers) {
        var said = headers.get("Retry-After");
        return said == null || !said.matches("[0-9]{1,5}") ? null : Duration.ofSeconds(Long.parseLong(said));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
