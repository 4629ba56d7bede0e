package dev.agentdesk.acceptance;

import static dev.agentdesk.acceptance.Journey.bash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Workspace, its agent, a task, the work in the files, all of it found afterwards. */
class MainJobIT {

    private static Journey journey;

    @BeforeAll
    static void start() {
        journey = new Journey(SharedPlatform.get().api());
    }

    @Test
    void theWholeJobWithoutAWaitBetweenTheCalls() {
        var workspace = journey.createWorkspace("CI doctor");
        var session = journey.open(workspace, "Hello.\n" + bash("echo built > result.txt; cat result.txt"));
        var seen = journey.watchToTheEnd(session);

        assertThat(journey.file(workspace, "result.txt")).isEqualTo("built\n");
        assertThat(journey.outputs(session)).containsExactly("built\n");
        assertThat(journey.stopReason(session)).isEqualTo("end_turn");
        assertThat(journey.workspace(workspace).path("status").asString()).isEqualTo("running");
        assertThat(seen.stream().map(Journey::type))
                .contains(
                        "desk.session_opened",
                        "user.message",
                        "session.status_running",
                        "agent.tool_use",
                        "span.tool_started",
                        "agent.tool_result",
                        "agent.message");
        assertThat(journey.ids(session))
                .isEqualTo(seen.stream().map(it -> it.path("id").asString()).toList());
        assertThat(journey.sessionsOf(workspace)).hasSize(1);
        var turns = journey.api().get("/api/v1/sessions/" + session + "/turns").json();
        assertThat(turns.path("data").size()).isEqualTo(1);
    }

    @Test
    void waitsForTheTurnWhereThatIsAskedFor() {
        var workspace = journey.createWorkspace("Waiting");
        var answer = journey.api()
                .post(
                        "/api/v1/workspaces/" + workspace + "/sessions?wait=PT60S",
                        Journey.json(Map.of("message", bash("echo here"))));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("final_text").asString()).contains("here");
    }

    @Test
    void twoSessionsShareFilesAndNotContext() {
        var workspace = journey.createWorkspace("Shared");
        var first = journey.open(workspace, "The word is swordfish.\n" + bash("echo one > shared.txt"));
        journey.watchToTheEnd(first);
        var second = journey.open(workspace, bash("cat shared.txt; echo two >> shared.txt"));
        journey.watchToTheEnd(second);

        assertThat(journey.outputs(second)).containsExactly("one\n");
        assertThat(journey.file(workspace, "shared.txt")).isEqualTo("one\ntwo\n");
        assertThat(journey.events(second).toString()).doesNotContain("swordfish");
    }

    @Test
    void aStopKeepsHistoryAndFilesAndAMessageStartsAgain() {
        var workspace = journey.createWorkspace("Resting");
        var session = journey.open(workspace, bash("echo kept > kept.txt"));
        long last = journey.watchToTheEnd(session).getLast().path("seq").asLong();
        var before = journey.events(session);

        var stopped = journey.api().post("/api/v1/workspaces/" + workspace + "/stop", null);
        assertThat(stopped.status()).as(stopped.text()).isEqualTo(202);
        journey.awaitWorkspace(workspace, "stopped");
        assertThat(journey.file(workspace, "kept.txt")).isEqualTo("kept\n");
        assertThat(journey.events(session)).isEqualTo(before);

        journey.say(session, bash("cat kept.txt"));
        journey.watch(session, last, "session.status_idle");
        assertThat(journey.outputs(session).getLast()).isEqualTo("kept\n");
        journey.awaitWorkspace(workspace, "running");
    }

    @Test
    void aRestartKeepsHistoryAndFiles() {
        var workspace = journey.createWorkspace("Restarted");
        var session = journey.open(workspace, bash("echo kept > kept.txt"));
        long last = journey.watchToTheEnd(session).getLast().path("seq").asLong();

        var restart = journey.api().post("/api/v1/workspaces/" + workspace + "/restart", null);
        assertThat(restart.status()).as(restart.text()).isEqualTo(202);
        journey.say(session, bash("cat kept.txt"));
        journey.watch(session, last, "session.status_idle");
        assertThat(journey.outputs(session).getLast()).isEqualTo("kept\n");
        journey.awaitWorkspace(workspace, "running");
    }

    @Test
    void anInterruptEndsTheToolAndLeavesNoProcess() {
        var workspace = journey.createWorkspace("Impatient");
        var mark = "60.0" + ProcessHandle.current().pid();
        var session = journey.open(workspace, bash("sleep " + mark + " & sleep " + mark));
        journey.watch(session, 0, "span.tool_started");
        await().atMost(Duration.ofSeconds(30)).until(() -> runs(mark));

        journey.interrupt(session);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> journey.session(session).path("status").asString().equals("idle"));
        assertThat(journey.stopReason(session)).isEqualTo("interrupted");
        await().atMost(Duration.ofSeconds(60)).until(() -> !runs(mark));
    }

    private static boolean runs(String mark) {
        return ProcessHandle.allProcesses()
                .anyMatch(it -> it.info().commandLine().orElse("").contains("sleep " + mark));
    }

    @Test
    void theSameRequestInParallelOpensOneSession() {
        var workspace = journey.createWorkspace("Repeated");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> journey.tryOpen(
                                    workspace, bash("echo x >> times.txt"), "Idempotency-Key", "same-" + workspace),
                            threads))
                    .toList();
            assertThat(answers.stream().map(CompletableFuture::join).map(it -> it.status()))
                    .contains(201)
                    .isSubsetOf(201, 409);
        }
        var sessions = journey.sessionsOf(workspace);
        assertThat(sessions).hasSize(1);
        journey.watchToTheEnd(sessions.getFirst().path("id").asString());
        assertThat(journey.file(workspace, "times.txt")).isEqualTo("x\n");
    }

    @Test
    void whatNeedsApprovalWaitsForItAndRuns() {
        var rule = Map.of("tool", "bash", "match", "touch *", "decision", "ask");
        var workspace = journey.createWorkspace(
                "Careful", Map.of("permissions", Map.of("preset", "open", "rules", List.of(rule))));
        var session = journey.open(workspace, bash("touch approved.txt"));
        journey.awaitStatus(session, "requires_action");

        var approvals = journey.api()
                .get("/api/v1/approvals?status=pending&workspace_id=" + workspace)
                .json()
                .path("data");
        assertThat(approvals.size()).isEqualTo(1);
        var approval = approvals.get(0);
        assertThat(approval.path("input").toString()).contains("touch approved.txt");
        var decided = journey.api()
                .post(
                        "/api/v1/approvals/" + approval.path("id").asString() + "/decision",
                        Journey.json(Map.of(
                                "result",
                                "allow",
                                "input_sha256",
                                approval.path("input_sha256").asString())));
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        journey.awaitStatus(session, "idle");
        assertThat(journey.file(workspace, "approved.txt")).isEmpty();
    }
}
