package dev.agentdesk.gateway.causes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WalkTest {

    private static final String CONNECTOR = id("con");
    private static final String ROUTE = id("rte");
    private static final String OTHER_ROUTE = id("rte2");
    private static final String DELIVERY = id("dlv");
    private static final String RUN = id("run");
    private static final String SESSION = id("ses");
    private static final String EVENT = id("evt");
    private static final String SCHEDULE = id("sch");

    private final Map<String, String> resources = new HashMap<>();
    private final Set<String> away = new HashSet<>();

    private static String id(String name) {
        return Ids.derive(name.substring(0, 3), Instant.parse("2026-01-01T00:00:00Z"), name);
    }

    private CausesView walk(String id, boolean back, boolean forward, int depth) {
        return new Walk(this::look).from(id, back, forward, depth);
    }

    private Optional<JsonNode> look(String service, String path) {
        if (away.contains(service)) {
            throw new PeerUnavailable(service, 503);
        }
        return Optional.ofNullable(resources.get(path)).map(JsonMapper.shared()::readTree);
    }

    private void deliveryThatOpenedASession() {
        resources.put("/api/v1/connectors/" + CONNECTOR, "{\"name\":\"CI\",\"kind\":\"kafka\"}");
        resources.put("/api/v1/routes/" + ROUTE, "{\"name\":\"main broke\"}");
        resources.put("/api/v1/routes/" + OTHER_ROUTE, "{\"name\":\"cheer\"}");
        resources.put("/api/v1/deliveries/" + DELIVERY, """
                {"connector_id":"%s","status":"routed","runs":["%s"],"routes":[
                 {"route_id":"%s","verdict":"matched"},{"route_id":"%s","verdict":"not_matched"}]}""".formatted(CONNECTOR, RUN, ROUTE, OTHER_ROUTE));
        resources.put("/api/v1/runs/" + RUN, """
                {"outcome":"fired","delivery_id":"%s","source":{"type":"route","id":"%s"},"session_id":"%s",
                 "reason":{"text":"It matched."},"cost_usd":"0.10"}""".formatted(DELIVERY, ROUTE, SESSION));
        resources.put("/api/v1/sessions/" + SESSION, """
                {"title":"Fix it","run_id":"%s","origin":{"type":"delivery","id":"%s"}}""".formatted(RUN, DELIVERY));
        resources.put("/api/v1/events/" + EVENT, """
                {"type":"user.message","session_id":"%s","causation_id":"%s","actor":{"id":"rte_1"}}""".formatted(SESSION, RUN));
    }

    private static List<String> edges(CausesView view) {
        return view.edges().stream()
                .map(edge -> edge.from().substring(0, 3) + " " + edge.relation() + " "
                        + edge.to().substring(0, 3))
                .sorted()
                .toList();
    }

    @Test
    void goesFromAnEventBackToWhatCameFromOutsideWithTheBranchesThatWereRefused() {
        deliveryThatOpenedASession();

        var view = walk(EVENT, true, false, 8);

        assertThat(edges(view))
                .containsExactly(
                        "con caused dlv", "dlv caused run", "dlv refused rte", "rte caused run", "run caused evt");
        assertThat(view.truncated()).isFalse();
        assertThat(view.nodes().getFirst().id()).isEqualTo(EVENT);
        assertThat(view.nodes().getFirst().actor()).isEqualTo("rte_1");
    }

    @Test
    void goesFromADeliveryForwardToItsSessionsWithTheirCost() {
        deliveryThatOpenedASession();

        var view = walk(DELIVERY, false, true, 8);

        assertThat(edges(view)).containsExactly("dlv caused run", "dlv refused rte", "run caused ses");
        assertThat(view.nodes().stream()
                        .filter(node -> node.kind().equals("run"))
                        .findFirst())
                .hasValueSatisfying(run -> {
                    assertThat(run.type()).isEqualTo("fired");
                    assertThat(run.costUsd()).isEqualTo("0.10");
                    assertThat(run.summary()).isEqualTo("It matched.");
                });
    }

    @Test
    void showsWhatAScheduleDecidedNotToDo() {
        resources.put("/api/v1/schedules/" + SCHEDULE, "{\"name\":\"nightly\",\"status\":\"active\"}");
        var skipped = IntStream.range(0, 20)
                .mapToObj(i -> "{\"id\":\"%s\",\"outcome\":\"skipped\"}".formatted(id("run" + i)))
                .toList();
        resources.put(
                "/api/v1/schedules/" + SCHEDULE + "/runs?limit=20",
                "{\"data\":[" + String.join(",", skipped) + "],\"next_cursor\":\"more\"}");

        var view = walk(SCHEDULE, true, true, 8);

        assertThat(view.edges())
                .hasSize(20)
                .allSatisfy(edge -> assertThat(edge.relation()).isEqualTo("refused"));
        assertThat(view.truncated()).isTrue();
    }

    @Test
    void stopsWhereItIsToldTo() {
        deliveryThatOpenedASession();

        var view = walk(SESSION, true, false, 1);

        assertThat(edges(view)).containsExactly("run caused ses");
        assertThat(view.truncated()).isTrue();
    }

    @Test
    void showsNeitherWhatIsHiddenNorTheWayThere() {
        deliveryThatOpenedASession();
        resources.remove("/api/v1/deliveries/" + DELIVERY);

        assertThat(edges(walk(SESSION, true, false, 8))).containsExactly("rte caused run", "run caused ses");
    }

    @Test
    void saysThatThereMayBeMoreWhereSomebodyIsAway() {
        deliveryThatOpenedASession();
        away.add("trigger-service");

        var view = walk(SESSION, true, true, 8);

        assertThat(view.nodes()).hasSize(1);
        assertThat(view.truncated()).isTrue();
        assertThatThrownBy(() -> walk(RUN, true, true, 8)).isInstanceOf(PeerUnavailable.class);
    }

    @Test
    void endsInACircleAndRefusesWhatIsNotThere() {
        resources.put("/api/v1/sessions/" + SESSION, "{\"parent_id\":\"%s\"}".formatted(SESSION));

        assertThat(walk(SESSION, true, true, 8).nodes()).hasSize(1);
        assertThatThrownBy(() -> walk(id("run-none"), true, true, 8))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(ProblemCode.NOT_FOUND));
        assertThatThrownBy(() -> walk("nonsense", true, true, 8)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> walk("run_nonsense", true, true, 8)).isInstanceOf(Rejection.class);
    }
}
