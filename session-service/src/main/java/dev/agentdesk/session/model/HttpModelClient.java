package dev.agentdesk.session.model;

import dev.agentdesk.kit.egress.EgressRefused;
import dev.agentdesk.kit.egress.EgressStream;
import dev.agentdesk.session.model.ModelFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks over HTTP, on the wire that the provider speaks; answers stream. */
public final class HttpModelClient implements ModelClient {

    private static final int MOST_ERROR = 64 * 1024;
    private static final int MOST_SAID = 500;

    private final EgressStream out;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Wire> wires;

    public HttpModelClient(EgressStream out, JsonMapper json, Clock clock) {
        this.out = out;
        this.json = json;
        this.clock = clock;
        this.wires = Map.of("anthropic", new AnthropicWire(json), "openai", new OpenAiWire(json));
    }

    /** A failure on its way through the HTTP client. */
    private static final class Carried extends IOException {

        private final ModelFailure failure;

        Carried(ModelFailure failure) {
            super(failure.words());
            this.failure = failure;
        }
    }

    @Override
    public Reply ask(Provider provider, ModelRequest request, ReplyBuilder reply, CompletableFuture<Void> cancelled)
            throws ModelFailure {
        var wire = wires.get(provider.wire());
        if (wire == null) {
            throw new ModelFailure(Kind.REJECTED, "The provider speaks the unknown wire " + provider.wire() + ".");
        }
        try {
            return out.post(
                    address(wire, provider),
                    wire.headers(provider),
                    json.writeValueAsBytes(wire.body(request, provider)),
                    provider.privateAllowed(),
                    cancelled,
                    (head, body) -> read(wire, provider, head, body, reply));
        } catch (IOException e) {
            throw failure(e, provider, cancelled);
        }
    }

    private static URI address(Wire wire, Provider provider) throws ModelFailure {
        try {
            return URI.create(wire.address(provider));
        } catch (IllegalArgumentException e) {
            throw new ModelFailure(Kind.REJECTED, "The provider's base URL can't be read.");
        }
    }

    private Reply read(Wire wire, Provider provider, EgressStream.Head head, InputStream body, ReplyBuilder reply)
            throws IOException {
        try {
            if (head.status() / 100 == 2) {
                return wire.read(new SseLines(body), reply);
            }
            throw refused(provider, head, body.readNBytes(MOST_ERROR));
        } catch (ModelFailure e) {
            throw new Carried(new ModelFailure(e.kind(), provider.redact(e.words()), e.retryAfter()));
        } catch (JacksonException e) {
            throw new Carried(new ModelFailure(Kind.CUT, "The reply can't be read: it is no JSON."));
        }
    }

    private ModelFailure refused(Provider provider, EgressStream.Head head, byte[] body) {
        var said = said(body);
        var words = "The provider answered " + head.status() + (said.isEmpty() ? "." : ": " + said);
        return new ModelFailure(
                kind(head.status(), said), provider.redact(words), RetryAfter.of(head.headers(), clock.instant()));
    }

    /** The message of an error, wherever the provider put it; cut, for it may repeat the request. */
    private String said(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        @Nullable String message = null;
        try {
            var tree = json.readTree(text);
            message = tree.path("error")
                    .path("message")
                    .asString(tree.path("message").asString(""));
        } catch (JacksonException e) {
            message = text;
        }
        var said = Texts.clean(Objects.requireNonNullElse(message, "")).strip();
        return said.length() <= MOST_SAID ? said : said.substring(0, MOST_SAID) + "…";
    }

    private static Kind kind(int status, String said) {
        if (status == 429 || status == 529) {
            return Kind.BUSY;
        }
        if (status >= 500 || status == 408 || status == 409 || status == 425) {
            return Kind.UNAVAILABLE;
        }
        if (status == 401 || status == 403) {
            return Kind.UNAUTHORISED;
        }
        return ContextFull.says(said) ? Kind.CONTEXT_FULL : Kind.REJECTED;
    }

    private static ModelFailure failure(IOException e, Provider provider, CompletableFuture<Void> cancelled) {
        if (cancelled.isDone()) {
            return new ModelFailure(Kind.CANCELLED, "The request was stopped.");
        }
        return switch (e) {
            case Carried it -> it.failure;
            case EgressRefused it ->
                new ModelFailure(Kind.REJECTED, "The provider is not called: " + it.getMessage() + ".");
            default -> new ModelFailure(Kind.UNAVAILABLE, provider.redact("The provider can't be reached: " + e));
        };
    }
}
