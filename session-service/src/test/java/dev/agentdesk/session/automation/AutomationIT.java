package dev.agentdesk.session.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.trigger.v1.HoldLifted;
import dev.agentdesk.contracts.trigger.v1.HoldPlaced;
import dev.agentdesk.contracts.trigger.v1.RouteMatched;
import dev.agentdesk.contracts.trigger.v1.TickFired;
import dev.agentdesk.contracts.workspace.v1.AccessChanged;
import dev.agentdesk.contracts.workspace.v1.Grant;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.session.Desk;
import dev.agentdesk.session.Facts;
import dev.agentdesk.session.hold.Holds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What this service hears and says on the broker. */
class AutomationIT {

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
        // The topics are made with the first fact that is told.
        var session = desk.open(desk.workspace(), "hello");
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> !Facts.of(Topics.SESSION, session, 1).isEmpty());
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static RouteMatched matched(String workspace) {
        var run = Ids.derive("run", Instant.now(), workspace);
        return new RouteMatched(run, "rte_1", "dlv_1", "con_1", workspace, "enqueue", null);
    }

    @Test
    void aRunOpensOneSessionHoweverOftenItIsHeard() {
        var workspace = desk.workspace();
        var matched = matched(workspace);
        desk.neighbours.prompts.put(matched.runId(), "/run make");
        for (int i = 0; i < 5; i++) {
            Facts.publish(Topics.TRIGGER, matched.runId(), workspace, matched, "evt_" + matched.runId());
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var listed =
                    desk.api().get("/api/v1/sessions?workspace_id=" + workspace).json();
            assertThat(listed.path("data").path(0).path("status").asString()).isEqualTo("idle");
        });
        var data = desk.api()
                .get("/api/v1/sessions?workspace_id=" + workspace)
                .json()
                .path("data");
        assertThat(data.size()).isEqualTo(1);
        var session = data.path(0);
        assertThat(session.path("origin").path("type").asString()).isEqualTo("delivery");
        assertThat(session.path("run_id").asString()).isEqualTo(matched.runId());
        var message = desk.events(session.path("id").asString(), "user.message").getFirst();
        assertThat(message.path("id").asString())
                .isEqualTo(Ids.derive("evt", Instant.parse("2026-01-01T00:00:00Z"), matched.runId()));
        assertThat(message.path("causation_id").asString()).isEqualTo(matched.runId());
        assertThat(message.path("correlation_id").asString()).isEqualTo("cor_evt_" + matched.runId());
        var told = Facts.of(Topics.SESSION, session.path("id").asString(), 4);
        assertThat(told.stream().map(it -> it.type().substring("dev.agentdesk.session.v1.".length())))
                .containsExactly("SessionOpened", "MessageAccepted", "TurnStarted", "TurnFinished");
        assertThat(told.getLast().data().path("run_id").asString()).isEqualTo(matched.runId());
        assertThat(told.getLast().data().path("stop_reason").asString()).isEqualTo("end_turn");
        assertThat(told.toString()).doesNotContain("make");
        var run = desk.service().asService("trigger-service").get("/internal/runs/" + matched.runId());
        assertThat(run.json().path("status").asString()).isEqualTo("finished");
        assertThat(desk.api().get("/internal/runs/" + matched.runId()).status()).isEqualTo(403);
    }

    private static TickFired fired(String workspace, String name, @Nullable String session, String... interrupts) {
        var run = Ids.derive("run", Instant.now(), workspace, name);
        return new TickFired(
                run, "sch_" + workspace, workspace, Instant.now(), "fired", "enqueue", session, List.of(interrupts));
    }

    private static void say(TickFired fired, String prompt) {
        desk.neighbours.prompts.put(fired.runId(), prompt);
        Facts.publish(Topics.TRIGGER, fired.scheduleId(), fired.workspaceId(), fired, "evt_" + fired.runId());
    }

    private static JsonNode sessions(String workspace) {
        return desk.api()
                .get("/api/v1/sessions?workspace_id=" + workspace)
                .json()
                .path("data");
    }

    private static String runStatus(TickFired fired) {
        return desk.service()
                .asService("trigger-service")
                .get("/internal/runs/" + fired.runId())
                .json()
                .path("status")
                .asString("");
    }

    @Test
    void aScheduleOpensASessionPerRunHoweverOftenItIsHeard() {
        var workspace = desk.workspace();
        var first = fired(workspace, "1", null);
        say(first, "/run one");
        say(first, "/run one");
        var second = fired(workspace, "2", null);
        say(second, "/run two");

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        runStatus(first).equals("finished") && runStatus(second).equals("finished"));
        assertThat(sessions(workspace).size()).isEqualTo(2);
        assertThat(sessions(workspace).path(0).path("origin").path("type").asString())
                .isEqualTo("schedule");
        assertThat(sessions(workspace).path(0).path("origin").path("id").asString())
                .isEqualTo("sch_" + workspace);
    }

    @Test
    void theRunsOfAScheduleMayShareASession() {
        var workspace = desk.workspace();
        var shared = Ids.derive("ses", Instant.now(), workspace);
        var first = fired(workspace, "1", shared);
        var second = fired(workspace, "2", shared);
        say(first, "/run one");
        say(second, "/run two");
        say(first, "/run one");

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        runStatus(first).equals("finished") && runStatus(second).equals("finished"));
        assertThat(sessions(workspace).size()).isEqualTo(1);
        assertThat(desk.events(shared, "user.message")).hasSize(2);
        desk.api().post("/api/v1/sessions/" + shared + "/archive", "{}");
        var late = fired(workspace, "3", shared);
        var later = fired(workspace, "4", shared);
        say(late, "/run three");
        say(later, "/run four");
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        runStatus(late).equals("finished") && runStatus(later).equals("finished"));
        assertThat(sessions(workspace).size()).isEqualTo(2);
        assertThat(desk.events(shared, "user.message")).hasSize(2);
    }

    @Test
    void noTurnBeginsWhileItsWorkspaceIsHeld() {
        var workspace = desk.workspace();
        var hold = new HoldPlaced("hld_" + workspace, "workspace", workspace, null, List.of("turns"), null);
        Facts.publish(Topics.TRIGGER, hold.holdId(), workspace, hold, "evt_held_" + workspace);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> desk.service().bean(Holds.class).standOn(workspace));
        var after = fired(workspace, "1", null);
        say(after, "/run one");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> sessions(workspace)
                        .path(0)
                        .path("waiting_for")
                        .asString("")
                        .equals("hold"));
        assertThat(sessions(workspace).path(0).path("status").asString()).isEqualTo("queued");
        assertThat(runStatus(after)).isEqualTo("opened");
        var elsewhere = desk.workspace();
        var other = fired(elsewhere, "1", null);
        say(other, "/run two");
        await().atMost(Duration.ofSeconds(60)).until(() -> runStatus(other).equals("finished"));

        var lifted = new HoldLifted(hold.holdId());
        Facts.publish(Topics.TRIGGER, hold.holdId(), workspace, lifted, "evt_lifted_" + workspace);
        await().atMost(Duration.ofSeconds(60)).until(() -> runStatus(after).equals("finished"));
    }

    @Test
    void aRunThatCanNeverOpenASessionIsRefusedWithItsReason() {
        var workspace = Ids.derive("wrk", Instant.now(), "nowhere");
        var matched = matched(workspace);
        Facts.publish(Topics.TRIGGER, matched.runId(), workspace, matched, "evt_r1");
        Facts.publish(Topics.TRIGGER, matched.runId(), workspace, matched, "evt_r1");
        var told = Facts.of(Topics.SESSION, matched.runId(), 1);
        assertThat(told.getFirst().type()).isEqualTo("dev.agentdesk.session.v1.RunRefused");
        assertThat(told.getFirst().data().path("code").asString()).isEqualTo("not-found");
        var run = desk.service().asService("trigger-service").get("/internal/runs/" + matched.runId());
        assertThat(run.json().path("status").asString()).isEqualTo("refused");
    }

    @Test
    void accessIsWhatWorkspaceServiceSaysLast() {
        var workspace = desk.workspace();
        var session = desk.open(workspace, "hello");
        var friend = new Principal("usr_friend", "user", "f", "member", List.of("sessions:read"), null, null);
        assertThat(desk.service().as(friend).get("/api/v1/sessions/" + session).status())
                .isEqualTo(404);
        var changed = new AccessChanged(
                workspace,
                "shared-" + workspace.substring(20),
                "wsp_1",
                "usr_owner",
                "private",
                List.of(new Grant("usr_friend", "viewer")),
                false);
        Facts.publish(Topics.WORKSPACE, workspace, workspace, changed, "evt_a1");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> desk.service()
                                .as(friend)
                                .get("/api/v1/sessions/" + session)
                                .status()
                        == 200);
        assertThat(desk.service()
                        .as(friend)
                        .get("/api/v1/sessions")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
        assertThat(desk.service()
                        .as(friend)
                        .post("/api/v1/sessions/" + session + "/archive", "{}")
                        .status())
                .isEqualTo(403);
    }
}
