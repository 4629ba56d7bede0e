package dev.agentdesk.session.runner;

import static dev.agentdesk.contracts.ProblemCode.NOT_FOUND;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.acp.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * Asks terminal-service to run agent programs and talks to them. Every call carries the generation of the turn; an
 * older one is refused there. Lines are asked for by where they begin and input says where it belongs, so asking again
 * is harmless.
 */
final class ProgramHost {

    private static final String PEER = "terminal-service";
    private static final Duration START_WITHIN = Duration.ofSeconds(30);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String ONE = "/internal/environments/{workspace}/agents/{turn}";

    /** Whose program it is. */
    record Address(String workspaceId, String sessionId, String turnId, long generation) {}

    private record Order(
            String sessionId,
            String turnId,
            long turnGeneration,
            List<String> command,
            Map<String, String> variables) {}

    private record Started(String folder) {}

    private record Input(long turnGeneration, long at, String text) {}

    private record Taken(boolean taken) {}

    private record Parking(long turnGeneration, String note) {}

    private record Adoption(String sessionId, long turnGeneration) {}

    private record Note(String note) {}

    private record Ending(long turnGeneration, long patienceMs) {}

    /** A piece of what it printed; after the one that {@code ended} there is nothing more. */
    record Piece(byte[] bytes, boolean ended) {}

    /** How a program is, or how it ended. */
    record State(
            boolean running,
            @Nullable Integer exitCode,
            boolean flooded,
            @Nullable String lastWords) {}

    private final RestClient starting;
    private final RestClient asking;
    private final RestClient reading;

    ProgramHost(InternalCalls calls) {
        this.starting = calls.to(PEER, START_WITHIN);
        this.asking = calls.to(PEER, ANSWER_WITHIN.plus(WAIT));
        this.reading = asking.mutate()
                .configureMessageConverters(it -> it.addCustomConverter(new ByteArrayHttpMessageConverter()))
                .build();
    }

    /** Answers the folder that it finds itself in; one that was there for the turn is ended first. */
    String start(Address at, Program program) {
        return Asking.idempotent(
                        PEER,
                        () -> Objects.requireNonNull(starting.put()
                                .uri("/internal/environments/{workspace}/agents", at.workspaceId())
                                .body(new Order(
                                        at.sessionId(),
                                        at.turnId(),
                                        at.generation(),
                                        program.command(),
                                        program.variables()))
                                .retrieve()
                                .body(Started.class)))
                .folder();
    }

    Piece lines(Address at, long offset) {
        ResponseEntity<byte[]> answer = Asking.idempotent(
                PEER,
                () -> reading.get()
                        .uri(
                                ONE + "/lines?generation={generation}&offset={offset}&wait_ms={wait}",
                                at.workspaceId(),
                                at.turnId(),
                                at.generation(),
                                offset,
                                WAIT.toMillis())
                        .retrieve()
                        .toEntity(byte[].class));
        var bytes = answer.getBody();
        return new Piece(
                bytes == null ? new byte[0] : bytes,
                Boolean.parseBoolean(answer.getHeaders().getFirst("Agent-Ended")));
    }

    State state(Address at) {
        return Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(asking.get()
                        .uri(ONE + "?generation={generation}", at.workspaceId(), at.turnId(), at.generation())
                        .retrieve()
                        .body(State.class)));
    }

    /** @return whether it takes any more */
    boolean input(Address at, long offset, String text) {
        return post(at, "/input", new Input(at.generation(), offset, text), Taken.class)
                .taken();
    }

    /** Leaves it alone, with what whoever adopts it has to know. */
    void park(Address at, String note) {
        post(at, "/park", new Parking(at.generation(), note), Map.class);
    }

    /** The note of the runner that left it; empty where nothing was left or it has ended. */
    Optional<String> adopt(Address at) {
        try {
            return Optional.of(post(at, "/adopt", new Adoption(at.sessionId(), at.generation()), Note.class)
                    .note());
        } catch (Rejection refused) {
            if (refused.code() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Answers when nothing of it is alive. */
    void end(Address at, Duration patience) {
        post(at, "/end", new Ending(at.generation(), patience.toMillis()), Map.class);
    }

    private <T> T post(Address at, String path, Object body, Class<T> answer) {
        return Asking.idempotent(
                PEER,
                () -> Objects.requireNonNull(asking.post()
                        .uri(ONE + path, at.workspaceId(), at.turnId())
                        .body(body)
                        .retrieve()
                        .body(answer)));
    }
}
