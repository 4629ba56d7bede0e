package dev.agentdesk.session.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.Desk;
import dev.agentdesk.session.conversation.Digest;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.SessionCommand;
import dev.agentdesk.session.conversation.SessionCommand.ClaimTurn;
import dev.agentdesk.session.conversation.SessionCommand.FinishTool;
import dev.agentdesk.session.conversation.SessionCommand.Reply;
import dev.agentdesk.session.conversation.SessionCommand.RequestTool;
import dev.agentdesk.session.conversation.SessionCommand.StartTool;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.permission.Canonical;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A runner that dies between any two steps: another one goes on from the log and runs nothing twice. */
class GapIT {

    /** How far the runner came that died. */
    private enum Gap {
        CLAIMED,
        TOOL_REQUESTED,
        TOOL_STARTED_AND_NEVER_CALLED,
        TOOL_RAN_AND_NOT_WRITTEN_DOWN,
        TOOL_FINISHED,
        REPLIED
    }

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk(Map.of("agentdesk.runner.enabled", "false"));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @AfterEach
    void releaseAll() {
        desk.neighbours.release("end");
    }

    private record Dead(String sessionId, String turnId, String toolUseId) {}

    /** One Session per gap; another runner goes on with all of them. */
    @Test
    void anotherRunnerGoesOnInEveryGap() {
        var dead = new EnumMap<Gap, Dead>(Gap.class);
        for (var gap : Gap.values()) {
            var workspace = desk.workspace();
            dead.put(gap, die(desk.open(workspace, "/run one\n/run two"), workspace, gap));
        }
        var ranBefore = Set.copyOf(desk.neighbours.ran);
        try (var other = desk.replica(Map.of())) {
            dead.values().forEach(it -> desk.awaitStatus(it.sessionId(), "idle"));
        }
        assertThat(desk.neighbours.ran).doesNotHaveDuplicates();
        dead.forEach((gap, it) -> {
            assertThatItWentOn(gap, it);
            boolean ranLater = desk.neighbours.ran.contains(it.toolUseId()) && !ranBefore.contains(it.toolUseId());
            assertThat(ranLater).as(gap.name()).isEqualTo(gap == Gap.CLAIMED || gap == Gap.TOOL_REQUESTED);
        });
    }

    private static void assertThatItWentOn(Gap gap, Dead dead) {
        var session = dead.sessionId();
        assertThat(desk.types(session)).as(gap.name()).contains("session.status_rescheduled");
        assertThat(desk.events(session, "session.status_running")).hasSize(1);
        assertThat(desk.session(session).path("stop_reason").path("type").asString())
                .as(gap.name())
                .isEqualTo("end_turn");
        var calls = desk.events(session, "agent.tool_use");
        assertThat(calls).as(gap.name()).hasSize(2);
        assertThat(calls.getFirst().path("id").asString()).isEqualTo(dead.toolUseId());
        assertThat(result(session, dead.toolUseId()).path("outcome").asString())
                .as(gap.name())
                .isEqualTo(gap == Gap.TOOL_STARTED_AND_NEVER_CALLED ? "interrupted_unknown_effect" : "completed");
        assertThat(desk.events(session, "agent.message")).as(gap.name()).hasSize(1);
        desk.assertGapFree(session);
    }

    private static JsonNode result(String session, String toolUseId) {
        return desk.events(session, "agent.tool_result").stream()
                .filter(it -> it.path("tool_use_id").asString().equals(toolUseId))
                .findFirst()
                .orElseThrow();
    }

    /** Writes what a runner writes, up to the gap. */
    private static Dead die(String session, String workspace, Gap gap) {
        var turnId = Ids.derive("trn", Instant.now(), session);
        send(new ClaimTurn(stamp(workspace, "claim"), session, 1, turnId, 7, "dead"));
        var started = Instant.parse(desk.events(session, "session.status_running")
                .getFirst()
                .path("at")
                .asString());
        var message = desk.events(session, "user.message").getFirst().path("id").asString();
        var dead = new Dead(session, turnId, Ids.derive("evt", started, turnId, message, "0"));
        if (gap != Gap.CLAIMED) {
            call(dead, workspace, "one", gap, Ids.derive("evt", started, turnId, message, "0"));
        }
        if (gap == Gap.REPLIED) {
            call(dead, workspace, "two", gap, Ids.derive("evt", started, turnId, message, "1"));
            send(new Reply(stamp(workspace, "reply"), session, 1, "all done"));
        }
        return dead;
    }

    private static void call(Dead dead, String workspace, String command, Gap gap, String id) {
        Map<String, Object> input = Map.of("command", command);
        var stamp = new Stamp(id, Instant.now(), Actor.PLATFORM, workspace, "cor_1", null, 0);
        send(new RequestTool(
                stamp,
                dead.sessionId(),
                1,
                "bash",
                input,
                Digest.of(Canonical.json(input)),
                new Ruling(Verdict.ALLOW, "preset open"),
                Instant.now()));
        if (gap == Gap.TOOL_REQUESTED) {
            return;
        }
        send(new StartTool(stamp(workspace, id + "start"), dead.sessionId(), 1, id));
        if (gap == Gap.TOOL_STARTED_AND_NEVER_CALLED) {
            return;
        }
        desk.neighbours.runDirectly(workspace, dead.sessionId(), 1, id, command);
        if (gap == Gap.TOOL_RAN_AND_NOT_WRITTEN_DOWN) {
            return;
        }
        var result = new ToolResult(Outcome.COMPLETED, false, ToolResult.Output.text("ran " + command), 0, 1);
        send(new FinishTool(stamp(workspace, id + "end"), dead.sessionId(), 1, id, result));
    }

    private static void send(SessionCommand command) {
        desk.service().bean(Commands.class).send(command);
    }

    private static Stamp stamp(String workspace, String name) {
        var id = Ids.derive("evt", Instant.now(), workspace, name);
        return new Stamp(id, Instant.now(), Actor.PLATFORM, workspace, "cor_1", null, 0);
    }

    @Test
    void aZombieWritesNothingAndItsToolEnds() {
        var workspace = desk.workspace();
        try (var zombie = desk.replica(Map.of())) {
            var session = desk.open(workspace, "/run hang zombie\n/run after");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> desk.types(session).contains("span.tool_started"));
            zombie.bean(JdbcClient.class)
                    .sql("update turn set owner = 'nobody', lease_until = clock_timestamp() - interval '1 minute'"
                            + " where session_id = :id")
                    .param("id", session)
                    .update();
            desk.awaitStatus(session, "idle");
            var claims = desk.events(session, "desk.turn_claimed");
            assertThat(claims.stream().map(it -> it.path("generation").asLong()))
                    .containsExactly(1L, 2L);
            assertThat(desk.events(session, "agent.tool_result").stream()
                            .map(it -> it.path("outcome").asString()))
                    .containsExactly("interrupted_unknown_effect", "completed");
            assertThat(desk.events(session, "span.tool_started").stream()
                            .map(it -> it.path("generation").asLong()))
                    .containsExactly(1L, 2L);
            assertThat(desk.neighbours.ran).doesNotHaveDuplicates();
            desk.assertGapFree(session);
        }
    }

    @Test
    void manyRunnersThatClaimAtOnceHaveOneWinner() {
        for (int round = 0; round < 20; round++) {
            var workspace = desk.workspace();
            var session = desk.open(workspace, "nothing to run");
            var claims = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> claims(session, workspace, i)))
                    .toList();
            assertThat(claims.stream().filter(CompletableFuture::join)).hasSize(1);
            assertThat(desk.events(session, "desk.turn_claimed")).hasSize(1);
        }
    }

    private static boolean claims(String session, String workspace, int runner) {
        try {
            send(new ClaimTurn(
                    stamp(workspace, "claim" + runner), session, 1, Ids.derive("trn", Instant.now(), session), 7, "r"));
            return true;
        } catch (Rejection refused) {
            assertThat(refused.code()).isEqualTo(ProblemCode.STALE_GENERATION);
            return false;
        }
    }

    @Test
    void aReplicaThatGoesDownHandsItsTurnsBackAtTheNextStep() {
        var workspace = desk.workspace();
        String session;
        try (var first = desk.replica(Map.of())) {
            session = desk.open(workspace, "/run hang drain\n/run after");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> desk.types(session).contains("span.tool_started"));
            CompletableFuture.runAsync(() -> {
                await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                desk.neighbours.release("end");
            });
        }
        assertThat(desk.events(session, "agent.tool_result")).hasSize(1);
        try (var second = desk.replica(Map.of())) {
            desk.awaitStatus(session, "idle");
        }
        assertThat(desk.events(session, "agent.tool_result").stream()
                        .map(it -> it.path("outcome").asString()))
                .containsExactly("completed", "completed");
    }
}
