package dev.agentdesk.session.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.session.Desk;
import dev.agentdesk.testkit.service.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Decisions of people about tool calls, over HTTP. */
class ApprovalIT {

    private static final String ASKING = """
        {"engine":{"kind":"shell"},"permissions":{"preset":"open",
         "rules":[{"tool":"bash","match":"git push*","decision":"ask"},
                  {"tool":"bash","match":"rm *","decision":"deny"}],"on_unattended_ask":"wait"}}\
        """;

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static String asking() {
        var session = desk.open(desk.workspace(ASKING), "/run git push\n/run after");
        desk.awaitStatus(session, "requires_action");
        return session;
    }

    private static JsonNode approval(String session) {
        return desk.api()
                .get("/api/v1/approvals?status=pending&workspace_id="
                        + desk.session(session).path("workspace_id").asString())
                .json()
                .path("data")
                .path(0);
    }

    @Test
    void aDecisionForTheWholeWorkspaceBecomesARuleOfIt() {
        var session = asking();
        var approval = approval(session);
        desk.neighbours.remembered.clear();
        var other = Map.of("result", "allow", "remember", "workspace", "input_sha256", "0".repeat(64));
        assertThat(decide(approval, other).code()).isEqualTo("approval-changed");
        var decider = desk.service()
                .as(new Principal(
                        "usr_owner", "user", "o", "member", List.of("sessions:read", "approvals:decide"), null, null));
        var path = "/api/v1/approvals/" + approval.path("id").asString() + "/decision";
        assertThat(decider.post(path, "{\"result\":\"allow\",\"remember\":\"workspace\"}")
                        .json()
                        .path("required_scope")
                        .asString())
                .isEqualTo("workspaces:write");
        assertThat(desk.neighbours.remembered).isEmpty();
        var answer = decide(approval, Map.of("result", "allow", "remember", "workspace"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(desk.neighbours.remembered).singleElement().satisfies(it -> {
            assertThat(it.at("/calls/0/tool").asString()).isEqualTo("bash");
            assertThat(it.at("/calls/0/match").asString()).isEqualTo("git push");
            assertThat(it.at("/actor/type").asString()).isEqualTo("user");
        });
        desk.awaitStatus(session, "idle");
        assertThat(decide(approval, Map.of("result", "allow", "remember", "workspace"))
                        .code())
                .isEqualTo("already-decided");
        assertThat(desk.neighbours.remembered).hasSize(1);
    }

    @Test
    void anAllowedCallRunsAndTheTurnGoesOn() {
        var session = asking();
        var asked = desk.events(session, "agent.tool_use").getFirst();
        assertThat(asked.path("evaluated_permission").asString()).isEqualTo("ask");
        assertThat(asked.path("rule").asString()).isEqualTo("rules[0]: ask bash git push*");
        var idle = desk.events(session, "session.status_idle").getLast();
        assertThat(idle.path("stop_reason").path("event_ids").path(0).asString())
                .isEqualTo(asked.path("id").asString());
        var approval = approval(session);
        assertThat(approval.path("input").path("command").asString()).isEqualTo("git push");
        assertThat(approval.path("tool_use_id").asString())
                .isEqualTo(asked.path("id").asString());
        assertThat(desk.session(session).path("pending_approvals").asInt()).isEqualTo(1);
        var answer = decide(
                approval,
                Map.of(
                        "result",
                        "allow",
                        "input_sha256",
                        approval.path("input_sha256").asString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("decided").path("result").asString()).isEqualTo("allow");
        desk.awaitStatus(session, "idle");
        assertThat(desk.events(session, "agent.tool_result")).hasSize(2);
        assertThat(desk.events(session, "session.status_running")).hasSize(2);
        assertThat(decide(approval, Map.of("result", "deny")).code()).isEqualTo("already-decided");
    }

    @Test
    void aDeniedCallDoesNotRunAndTheNextOneDoes() {
        var session = asking();
        var denied = Map.of(
                "type", "user.tool_confirmation",
                "tool_use_id", approval(session).path("tool_use_id").asString(),
                "result", "deny",
                "deny_message", "not on Friday");
        assertThat(desk.post(session, Map.of("events", List.of(denied))).status())
                .isEqualTo(202);
        desk.awaitStatus(session, "idle");
        var results = desk.events(session, "agent.tool_result");
        assertThat(results.getFirst().path("outcome").asString()).isEqualTo("denied");
        assertThat(results.getFirst().path("output").path("head").asString()).contains("not on Friday");
        assertThat(results.getLast().path("outcome").asString()).isEqualTo("completed");
    }

    @Test
    void aDecisionAboutOtherInputIsRefused() {
        var session = asking();
        var answer = decide(approval(session), Map.of("result", "allow", "input_sha256", "0".repeat(64)));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("approval-changed");
        assertThat(answer.json().path("current").path("status").asString()).isEqualTo("pending");
    }

    @Test
    void aDecisionNeedsTheRight() {
        var session = asking();
        var approval = approval(session);
        var path = "/api/v1/approvals/" + approval.path("id").asString();
        var reader = new Principal(
                "usr_owner", "user", "o", "member", List.of("sessions:read", "sessions:write"), null, null);
        assertThat(desk.service().as(reader).get(path).status()).isEqualTo(200);
        var refused = desk.service().as(reader).post(path + "/decision", "{\"result\":\"allow\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json()
                        .path("required_scope")
                        .asString(refused.json()
                                .path("current")
                                .path("required_scope")
                                .asString("")))
                .isEqualTo("approvals:decide");
        var stranger = new Principal("usr_x", "user", "x", "member", List.of("admin"), null, null);
        assertThat(desk.service().as(stranger).get(path).status()).isEqualTo(404);
        assertThat(desk.service()
                        .as(stranger)
                        .post(path + "/decision", "{\"result\":\"allow\"}")
                        .status())
                .isEqualTo(404);
        assertThat(desk.api()
                        .post(path + "/decision", "{\"result\":\"perhaps\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aDeniedRuleAsksNobody() {
        var session = desk.open(desk.workspace(ASKING), "/run rm -rf x");
        desk.awaitStatus(session, "idle");
        assertThat(desk.events(session, "agent.tool_result")
                        .getFirst()
                        .path("outcome")
                        .asString())
                .isEqualTo("denied");
        assertThat(desk.neighbours.orders.stream()
                        .map(it -> it.path("input").path("command").asString("")))
                .doesNotContain("rm -rf x");
    }

    @Test
    void aRememberedDecisionIsNotAskedAgain() {
        var session = asking();
        decide(approval(session), Map.of("result", "allow", "remember", "session"));
        desk.awaitStatus(session, "idle");
        desk.say(session, "/run git push");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> desk.events(session, "agent.tool_result").size() == 3);
        assertThat(desk.events(session, "agent.tool_use").getLast().path("rule").asString())
                .isEqualTo("remembered for this session");
    }

    @Test
    void anInterruptCancelsWhatWaits() {
        var session = asking();
        var approval = approval(session);
        desk.post(session, Map.of("events", List.of(Map.of("type", "user.interrupt"))));
        desk.awaitStatus(session, "idle");
        assertThat(desk.session(session).path("stop_reason").path("type").asString())
                .isEqualTo("interrupted");
        assertThat(desk.api()
                        .get("/api/v1/approvals/" + approval.path("id").asString())
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(decide(approval, Map.of("result", "allow")).code()).isEqualTo("already-decided");
    }

    @Test
    void anApprovalExpiresAlsoOverARestartAndIsNotDenied() {
        try (var own = new Desk(Map.of("agentdesk.runner.ask-for", "PT2S"))) {
            var session = own.open(own.workspace(ASKING), "/run git push\n/run after");
            own.awaitStatus(session, "idle");
            assertThat(own.types(session)).contains("desk.approval_expired").doesNotContain("user.tool_confirmation");
            assertThat(own.events(session, "agent.tool_result")
                            .getFirst()
                            .path("outcome")
                            .asString())
                    .isEqualTo("failed");
            var expired = own.api()
                    .get("/api/v1/approvals?status=expired")
                    .json()
                    .path("data")
                    .path(0);
            var path = "/api/v1/approvals/" + expired.path("id").asString() + "/decision";
            assertThat(own.api().post(path, "{\"result\":\"allow\"}").code()).isEqualTo("expired");
        }
    }

    @Test
    void whatWaitsOverARestartCanBeAllowedAfterIt() {
        try (var own = new Desk()) {
            var session = own.open(own.workspace(ASKING), "/run git push");
            own.awaitStatus(session, "requires_action");
            own.service().close();
            try (var again = own.replica(Map.of())) {
                var pending = again.admin()
                        .get("/api/v1/approvals?status=pending")
                        .json()
                        .path("data");
                assertThat(pending).hasSize(1);
                var path = "/api/v1/approvals/" + pending.path(0).path("id").asString() + "/decision";
                assertThat(again.admin().post(path, "{\"result\":\"allow\"}").status())
                        .isEqualTo(200);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(again.admin()
                                        .get("/api/v1/sessions/" + session)
                                        .json()
                                        .path("status")
                                        .asString())
                                .isEqualTo("idle"));
                assertThat(own.neighbours.ran).hasSize(1);
            }
        }
    }

    private static ApiClient.Answer decide(JsonNode approval, Map<String, ?> decision) {
        return desk.api()
                .post("/api/v1/approvals/" + approval.path("id").asString() + "/decision", Desk.json(decision));
    }
}
