package dev.agentdesk.session.runner;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/**
 * Asks terminal-service to run tools. Every call carries the generation of the turn and the id of the call: an older
 * generation is refused there, and an id that was seen never runs again, so asking again is harmless.
 */
final class Environments {

    private static final String PEER = "terminal-service";
    private static final Duration READY_WITHIN = Duration.ofSeconds(12);
    private static final Duration FENCE_WITHIN = Duration.ofSeconds(8);
    private static final Duration CANCEL_WITHIN = Duration.ofSeconds(2);

    /** Beyond the tool's own limit, for the way there and back. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private record Ensure(long generation) {}

    record Status(String status) {
        boolean ready() {
            return status.equals("ready");
        }
    }

    private record Fence(String sessionId, long turnGeneration) {}

    private record Fenced(@Nullable List<Answer> tools) {}

    private record Order(
            String sessionId,
            long turnGeneration,
            String toolUseId,
            String tool,
            Map<String, Object> input,
            String timeout,
            Actor actor,
            String turnId) {}

    private record Answer(
            String toolUseId,
            String outcome,
            boolean isError,
            @Nullable Output output,
            @Nullable Integer exitCode,
            @Nullable Long durationMs) {

        ToolResult result() {
            var kept = output == null ? ToolResult.Output.text("") : output.kept();
            return new ToolResult(
                    Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                    isError,
                    kept,
                    exitCode,
                    durationMs == null ? 0 : durationMs);
        }
    }

    private record Output(
            @Nullable String head,
            @Nullable String tail,
            long size,
            @Nullable String sha256,
            boolean truncated) {

        ToolResult.Output kept() {
            return new ToolResult.Output(head == null ? "" : head, tail, size, sha256, truncated);
        }
    }

    /** A tool call as the runner knows it. */
    record Call(
            String workspaceId,
            String sessionId,
            long generation,
            String toolUseId,
            String tool,
            Map<String, Object> input,
            Duration timeout,
            Actor actor,
            String turnId) {

        /** The same call, as terminal-service knows the tool. */
        Call as(String tool, Map<String, Object> input) {
            return new Call(workspaceId, sessionId, generation, toolUseId, tool, input, timeout, actor, turnId);
        }
    }

    private final InternalCalls calls;
    private final RestClient ready;
    private final RestClient fence;
    private final RestClient cancel;

    Environments(InternalCalls calls) {
        this.calls = calls;
        this.ready = calls.to(PEER, READY_WITHIN);
        this.fence = calls.to(PEER, FENCE_WITHIN);
        this.cancel = calls.to(PEER, CANCEL_WITHIN);
    }

    /** Provisions the Environment if it is not there yet. */
    Status ensure(String workspaceId, long generation) {
        return Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(ready.put()
                        .uri("/internal/environments/{id}", workspaceId)
                        .body(new Ensure(generation))
                        .retrieve()
                        .body(Status.class)));
    }

    /** From now on nothing of an older generation runs; answers the results that are known. */
    Map<String, ToolResult> fence(String workspaceId, String sessionId, long generation) {
        var fenced = Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(fence.post()
                        .uri("/internal/environments/{id}/fence", workspaceId)
                        .body(new Fence(sessionId, generation))
                        .retrieve()
                        .body(Fenced.class)));
        var tools = fenced.tools() == null ? List.<Answer>of() : fenced.tools();
        return tools.stream().collect(Collectors.toMap(Answer::toolUseId, Answer::result, (a, b) -> a));
    }

    /** Answers when the tool has ended. */
    ToolResult run(Call call) {
        Function<RestClient, Answer> ask = client -> Objects.requireNonNull(client.post()
                .uri("/internal/environments/{id}/tools", call.workspaceId())
                .body(new Order(
                        call.sessionId(),
                        call.generation(),
                        call.toolUseId(),
                        call.tool(),
                        call.input(),
                        call.timeout().toString(),
                        call.actor(),
                        call.turnId()))
                .retrieve()
                .body(Answer.class));
        var client = calls.to(PEER, call.timeout().plus(SLACK));
        return Asking.once(PEER, () -> ask.apply(client)).result();
    }

    /** The running call ends at once; its answer comes the usual way. */
    void cancel(String workspaceId, String toolUseId) {
        Asking.once(
                PEER,
                () -> cancel.post()
                        .uri("/internal/environments/{id}/tools/{tool}/cancel", workspaceId, toolUseId)
                        .retrieve()
                        .toBodilessEntity());
    }
}
