package dev.agentdesk.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.agentdesk.contracts.Topics;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.PublishedFacts;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.testkit.service.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the gateway knows of all services together: the feed of a Workspace, and where an id leads. */
class ActivityIT {

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final Map<String, String> RESOURCES = new ConcurrentHashMap<>();
    private static final Duration SOON = Duration.ofSeconds(30);

    private static PlayedService service;
    private static RunningGateway gateway;
    private static PublishedFacts facts;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        service = new PlayedService();
        service.answers(ActivityIT::answer);
        gateway = RunningGateway.before(service.url());
        facts = new PublishedFacts();
        admin = gateway.admin();
    }

    @AfterAll
    static void stop() {
        facts.close();
        gateway.close();
        service.close();
    }

    /** All services in one: what is not made is not there. */
    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var internal = "/internal/workspaces/";
        var body = path.startsWith(internal)
                ? workspace(path.substring(internal.length()))
                : RESOURCES.getOrDefault(path.replace("/api/v1", ""), "");
        if (body.isEmpty()) {
            PlayedService.reply(exchange, 404, "application/problem+json", "{\"code\":\"not-found\"}");
        } else if (body.equals("away")) {
            PlayedService.reply(exchange, 503, "application/problem+json", "{\"code\":\"unavailable\"}");
        } else {
            PlayedService.reply(exchange, 200, "application/json", body);
        }
    }

    private static String workspace(String id) {
        return "{\"id\":\"" + id + "\",\"slug\":\"s" + id.substring(4) + "\",\"principal_id\":\"wsp_" + id.substring(4)
                + "\",\"owner\":\"usr_owner\",\"visibility\":\"private\",\"grants\":[],\"deleted\":false}";
    }

    @Test
    void mergesWhatAllServicesTellOfAWorkspaceNewestFirst() {
        var workspace = id("wrk");
        var session = id("ses");
        facts.tell(Topics.WORKSPACE, "workspace.v1.StartRequested", workspace, workspace, Map.of("generation", 1));
        facts.tell(
                Topics.ENVIRONMENT,
                "environment.v1.EnvironmentFailed",
                workspace,
                workspace,
                Map.of("code", "isolation-insufficient", "reason", "/home/someone is not readable"));
        facts.tell(Topics.SESSION, "session.v1.TurnStarted", session, workspace, Map.of("turn_id", "trn_1"));
        facts.tell(Topics.TRIGGER, "trigger.v1.RouteMatched", id("dlv"), workspace, Map.of("run_id", "run_1"));
        facts.tell(Topics.SESSION, "session.v1.TurnStarted", id("ses"), id("wrk"), Map.of("turn_id", "trn_9"));
        await().atMost(SOON).until(() -> activity(workspace).size() == 4);
        var entries = activity(workspace);
        assertThat(entries.stream().map(it -> it.path("type").asString()))
                .containsExactlyInAnyOrder(
                        "workspace.start_requested",
                        "environment.environment_failed",
                        "session.turn_started",
                        "trigger.route_matched");
        assertThat(entries.toString()).contains("isolation-insufficient").doesNotContain("someone");
        var pages = new ArrayList<JsonNode>();
        var path = "/api/v1/workspaces/" + workspace + "/activity?limit=3";
        var first = admin.get(path).json();
        first.path("data").forEach(pages::add);
        admin.get(path + "&cursor=" + first.path("next_cursor").asString())
                .json()
                .path("data")
                .forEach(pages::add);
        assertThat(pages).isEqualTo(entries);
        assertThat(admin.get("/api/v1/workspaces/s" + workspace.substring(4) + "/activity")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void readsTheTopicsAgainToTheSameRowsAndTellsNobodyTwice() {
        var workspace = id("wrk");
        var event = id("evt");
        var data = Map.of("status", "running", "generation", 1);
        for (int i = 0; i < 3; i++) {
            facts.tell(event, Topics.WORKSPACE, "workspace.v1.StatusChanged", workspace, workspace, data);
        }
        facts.tell(Topics.WORKSPACE, "workspace.v1.StopRequested", workspace, workspace, Map.of("generation", 2));
        await().atMost(SOON).until(() -> activity(workspace).size() == 2);
        assertThat(hints(workspace)).isEqualTo(2);
        var before = activity(workspace);
        var db = gateway.bean(JdbcClient.class);
        db.sql("delete from activity where workspace_id = :id")
                .param("id", workspace)
                .update();
        before.reversed()
                .forEach(entry -> facts.tell(
                        entry.path("id").asString(),
                        Topics.WORKSPACE,
                        entry.path("type").asString().endsWith("requested")
                                ? "workspace.v1.StopRequested"
                                : "workspace.v1.StatusChanged",
                        workspace,
                        workspace,
                        gateway.bean(tools.jackson.databind.json.JsonMapper.class)
                                .convertValue(entry.path("data"), Map.class)));
        await().atMost(SOON).until(() -> activity(workspace).size() == 2);
        assertThat(activity(workspace)).isEqualTo(before);
    }

    private static int hints(String workspace) {
        return gateway.bean(JdbcClient.class)
                .sql("select count(*) from hint where workspace_id = :id")
                .param("id", workspace)
                .query(Integer.class)
                .single();
    }

    @Test
    void hidesTheFeedOfAWorkspaceFromThoseWhoMayNotSeeIt() {
        var workspace = id("wrk");
        var other = admin.post(
                        "/api/v1/service-tokens",
                        "{\"name\":\"x\",\"scopes\":[\"workspaces:read\"],\"workspace_ids\":[\"" + id("wrk") + "\"]}")
                .json();
        var limited = gateway.with(other.path("token").asString());
        assertThat(limited.get("/api/v1/workspaces/" + workspace + "/activity").status())
                .isEqualTo(404);
        assertThat(gateway.with(gateway.token("sessions:read"))
                        .get("/api/v1/workspaces/" + workspace + "/activity")
                        .json()
                        .path("required_scope")
                        .asString())
                .isEqualTo("workspaces:read");
        assertThat(admin.get("/api/v1/workspaces/" + workspace + "/activity?cursor=x")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wrk|workspaces|'\"name\":\"CI doctor\"'|workspace|CI doctor|/w/{slug}",
                "ses|sessions|'\"title\":\"fix it\"'|session|fix it|/w/{slug}/s/{id}",
                "apr|approvals|'\"tool\":\"bash\"'|approval|bash|/inbox/{id}",
                "con|connectors|'\"name\":\"ci events\"'|connector|ci events|/automation/connectors/{id}",
                "dlv|deliveries|'\"status\":\"routed\"'|delivery|routed|/automation/deliveries/{id}",
                "run|runs|'\"outcome\":\"fired\"'|run|fired|/automation/runs#{id}",
                "exe|executions|'\"command\":\"make\"'|execution|make|/w/{slug}/history",
            })
    void saysWhereAnIdLeads(String prefix, String collection, String member, String kind, String title, String url) {
        var id = id(prefix);
        var workspace = prefix.equals("wrk") ? id : id("wrk");
        RESOURCES.put(
                "/" + collection + "/" + id,
                "{\"id\":\"" + id + "\",\"workspace_id\":\"" + workspace + "\"," + member + "}");
        var target = admin.get("/api/v1/resolve/" + id).json();
        assertThat(target.path("kind").asString()).isEqualTo(kind);
        assertThat(target.path("title").asString()).isEqualTo(title);
        assertThat(target.path("workspace_id").asString()).isEqualTo(workspace);
        assertThat(target.path("href").asString()).isEqualTo("/api/v1/" + collection + "/" + id);
        assertThat(target.path("url").asString())
                .isEqualTo(url.replace("{id}", id).replace("{slug}", "s" + workspace.substring(4)));
    }

    @Test
    void findsAnEventInWhateverStreamItStands() {
        var event = id("evt");
        var session = id("ses");
        var workspace = id("wrk");
        RESOURCES.put(
                "/events/" + event,
                "{\"id\":\"" + event + "\",\"seq\":41,\"type\":\"user.message\",\"session_id\":\"" + session
                        + "\",\"workspace_id\":\"" + workspace + "\"}");
        RESOURCES.put("/sessions/" + session, "{\"id\":\"" + session + "\",\"title\":\"fix it\"}");
        assertThat(admin.get("/api/v1/events/" + event).json().path("seq").asLong())
                .isEqualTo(41);
        var target = admin.get("/api/v1/resolve/" + event).json();
        assertThat(target.path("title").asString()).isEqualTo("fix it");
        assertThat(target.path("url").asString()).isEqualTo("/w/s" + workspace.substring(4) + "/s/" + session + "#e41");
    }

    @Test
    void tellsWhatIsAbsentFromWhatCantBeAskedFor() {
        for (var id : List.of(id("ses"), id("evt"), id("xyz"), "ses_1", "nonsense", "..")) {
            assertThat(admin.get("/api/v1/resolve/" + id).status()).as(id).isIn(400, 404);
        }
        assertThat(admin.get("/api/v1/events/" + id("evt")).code()).isEqualTo("not-found");
        var away = id("ses");
        RESOURCES.put("/sessions/" + away, "away");
        assertThat(admin.get("/api/v1/resolve/" + away).code()).isEqualTo("unavailable");
    }

    private static List<JsonNode> activity(String workspace) {
        var answer = admin.get("/api/v1/workspaces/" + workspace + "/activity");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data").valueStream().toList();
    }

    private static String id(String prefix) {
        return Ids.derive(prefix, Instant.EPOCH, "activity", Integer.toString(IDS.incrementAndGet()));
    }
}
