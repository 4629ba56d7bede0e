package dev.agentdesk.terminal.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.access.AccessRows;
import dev.agentdesk.terminal.access.WorkspaceAccess;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.terminal.support.Watcher;
import dev.agentdesk.terminal.support.Workspaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class TerminalModeIT {

    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = Terminal.start();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    static String open(Terminal terminal, String workspace, String body) {
        var answer = terminal.admin().post("/api/v1/workspaces/" + workspace + "/terminals", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    static JsonNode get(Terminal terminal, String id) {
        return terminal.admin().get("/api/v1/terminals/" + id).json();
    }

    @Test
    void aTicketWorksOnceForOneTerminalAndOnePrincipal() {
        var workspace = terminal.running();
        var id = open(terminal, workspace, "{}");
        var other = open(terminal, workspace, "{}");
        var ticket = Watcher.ticket(terminal, id, "view");
        Watcher.attach(terminal, id, ticket, Watcher.ADMIN, 0).live().close();
        assertThat(Watcher.attach(terminal, id, ticket, Watcher.ADMIN, 0).closed())
                .isEqualTo(4401);

        var elsewhere = Watcher.ticket(terminal, id, "view");
        assertThat(Watcher.attach(terminal, other, elsewhere, Watcher.ADMIN, 0).closed())
                .isEqualTo(4401);
        assertThat(Watcher.attach(terminal, id, elsewhere, Watcher.ADMIN, 0).closed())
                .isEqualTo(4401);

        var stolen = Watcher.ticket(terminal, id, "view");
        var thief = new Principal("usr_thief", "user", "thief", "admin", List.of("admin"), null, null);
        assertThat(Watcher.attach(terminal, id, stolen, thief, 0).closed()).isEqualTo(4401);
        assertThat(Watcher.attach(terminal, id, "tkt_made-up", Watcher.ADMIN, 0).closed())
                .isEqualTo(4401);
        assertThat(Watcher.attach(terminal, id, "", Watcher.ADMIN, 0).closed()).isEqualTo(4401);
    }

    @Test
    void aTicketIsNotKeptInTheClearAndExpires() {
        var id = open(terminal, terminal.running(), "{}");
        var ticket = Watcher.ticket(terminal, id, "drive");
        var db = terminal.service().bean(JdbcClient.class);
        var rows = db.sql("select encode(sha256, 'escape') || terminal_id || mode as row from terminal_ticket")
                .query(String.class)
                .list();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(ticket));
        db.sql("update terminal_ticket set expires_at = expires_at - interval '31 s'")
                .update();
        assertThat(Watcher.attach(terminal, id, ticket, Watcher.ADMIN, 0).closed())
                .isEqualTo(4401);
    }

    @Test
    void aModeNeedsItsScope() {
        var workspace = terminal.running();
        var id = open(terminal, workspace, "{}");
        var viewer = terminal.service()
                .as(new Principal("tok_1", "token", "t", "member", List.of("terminals:view"), null, Workspaces.OWNER));
        assertThat(viewer.post("/api/v1/terminals/" + id + "/tickets", "{\"mode\":\"view\"}")
                        .status())
                .isEqualTo(201);
        var drive = viewer.post("/api/v1/terminals/" + id + "/tickets", "{\"mode\":\"drive\"}");
        assertThat(drive.status()).isEqualTo(403);
        assertThat(drive.text()).contains("terminals:drive");
        assertThat(viewer.post("/api/v1/workspaces/" + workspace + "/terminals", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(viewer.delete("/api/v1/terminals/" + id).status()).isEqualTo(403);
        var stranger = terminal.service()
                .as(new Principal("usr_2", "user", "s", "member", List.of("terminals:drive"), null, null));
        assertThat(stranger.get("/api/v1/terminals/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/terminals/" + id + "/recording").status())
                .isEqualTo(404);
        assertThat(terminal.admin()
                        .post("/api/v1/terminals/" + id + "/tickets", "{\"mode\":\"own\"}")
                        .status())
                .isEqualTo(400);
        assertThat(terminal.admin().get("/api/v1/terminals/" + id + "/attach").status())
                .isEqualTo(426);
    }

    @Test
    void onlyTheDriverTypesAndSizesUntilAnotherTakesOver() {
        var id = open(terminal, terminal.running(), "{\"command\":\"stty -echo; cat\"}");
        try (var first = Watcher.join(terminal, id, "drive").live();
                var second = Watcher.join(terminal, id, "drive").live();
                var viewer = Watcher.join(terminal, id, "view").live()) {
            assertThat(first.first("hello").path("driver").path("you").asBoolean())
                    .isTrue();
            assertThat(second.first("hello").path("driver").path("you").asBoolean())
                    .isFalse();
            assertThat(viewer.first("hello").path("mode").asString()).isEqualTo("view");
            viewer.type("from the viewer\n");
            second.type("from the second\n");
            viewer.send(Map.of("t", "resize", "cols", 33, "rows", 11));
            second.send(Map.of("t", "resize", "cols", 34, "rows", 12));
            viewer.send(Map.of("t", "drive"));
            first.send(Map.of("t", "resize", "cols", 44, "rows", 14));
            assertThat(viewer.first("size").path("cols").asInt()).isEqualTo(44);
            first.type("from the first\n");
            viewer.sees("from the first");

            second.send(Map.of("t", "drive"));
            assertThat(first.first("driver").path("driver").path("you").asBoolean())
                    .isFalse();
            assertThat(second.first("driver").path("driver").path("you").asBoolean())
                    .isTrue();
            assertThat(viewer.first("driver").path("driver").path("name").asString())
                    .isEqualTo("admin");
            first.type("too late\n");
            second.type("taken over\n");
            viewer.sees("taken over");
            assertThat(viewer.all()).doesNotContain("from the viewer", "from the second", "too late");
        }
        assertThat(get(terminal, id).path("cols").asInt()).isEqualTo(44);
    }

    @Test
    void nobodyDrivesWhenTheDriverHasLeft() {
        var id = open(terminal, terminal.running(), "{}");
        try (var viewer = Watcher.join(terminal, id, "view").live()) {
            Watcher.join(terminal, id, "drive").live().close();
            Awaitility.await()
                    .until(() -> viewer.kinds().contains("driver")
                            && viewer.last("driver").path("driver").isNull());
            try (var next = Watcher.join(terminal, id, "drive").live()) {
                assertThat(next.first("hello").path("driver").path("you").asBoolean())
                        .isTrue();
            }
        }
    }

    @Test
    void everybodyIsToldWhoElseLooksOn() {
        var id = open(terminal, terminal.running(), "{}");
        try (var first = Watcher.join(terminal, id, "drive").live()) {
            assertThat(first.first("hello").path("viewers").size()).isEqualTo(1);
            var second = Watcher.join(terminal, id, "view").live();
            var seen = second.first("hello").path("viewers");
            assertThat(seen.size()).isEqualTo(2);
            assertThat(seen.get(0).path("you").asBoolean()).isFalse();
            assertThat(seen.get(1).path("you").asBoolean()).isTrue();
            assertThat(first.first("viewers")
                            .path("viewers")
                            .get(1)
                            .path("name")
                            .asString())
                    .isEqualTo("admin");
            second.close();
            Awaitility.await().until(() -> first.last("viewers").path("viewers").size() == 1);
        }
    }

    @Test
    void theTwentyFirstViewerIsTooMany() {
        var id = open(terminal, terminal.running(), "{}");
        var viewers = new ArrayList<Watcher>();
        for (int i = 0; i < 20; i++) {
            viewers.add(Watcher.join(terminal, id, "view").live());
        }
        assertThat(get(terminal, id).path("viewers").asInt()).isEqualTo(20);
        assertThat(Watcher.join(terminal, id, "drive").closed()).isEqualTo(4429);
        viewers.removeFirst().close();
        Awaitility.await().until(() -> get(terminal, id).path("viewers").asInt() == 19);
        viewers.add(Watcher.join(terminal, id, "drive").live());
        viewers.forEach(Watcher::close);
    }

    @Test
    void whoLosesTheRightIsClosedWithinFiveSeconds() {
        var workspace = terminal.running();
        var id = open(terminal, workspace, "{}");
        var owner = new Principal(Workspaces.OWNER, "user", "o", "member", List.of("terminals:drive"), null, null);
        var ticket = terminal.service()
                .as(owner)
                .post("/api/v1/terminals/" + id + "/tickets", "{\"mode\":\"drive\"}")
                .json()
                .path("ticket")
                .asString();
        var viewer = Watcher.attach(terminal, id, ticket, owner, 0).live();
        var left = terminal.service()
                .as(owner)
                .post("/api/v1/terminals/" + id + "/tickets", "{\"mode\":\"drive\"}")
                .json()
                .path("ticket")
                .asString();
        terminal.service()
                .bean(AccessRows.class)
                .put(new WorkspaceAccess(workspace, "s", "wsp_1", "usr_other", "private", "[]", false));
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !viewer.isOpen());
        assertThat(viewer.closed()).isEqualTo(4403);
        assertThat(Watcher.attach(terminal, id, left, owner, 0).closed()).isEqualTo(4403);
    }

    @Test
    void aTerminalThatHasEndedIsGone() {
        var id = open(terminal, terminal.running(), "{}");
        var ticket = Watcher.ticket(terminal, id, "drive");
        terminal.admin().delete("/api/v1/terminals/" + id);
        assertThat(Watcher.attach(terminal, id, ticket, Watcher.ADMIN, 0).closed())
                .isEqualTo(4404);
        assertThat(terminal.admin()
                        .post("/api/v1/terminals/" + id + "/tickets", "{\"mode\":\"view\"}")
                        .code())
                .isEqualTo("gone");
    }

    @Test
    void aMessageThatIsNoneEndsTheConnection() {
        var id = open(terminal, terminal.running(), "{}");
        var viewer = Watcher.join(terminal, id, "view").live();
        viewer.send(Map.of("t", "of a later version"));
        viewer.send(Map.of("t", "resize", "cols", "many"));
        assertThat(viewer.isOpen()).isTrue();
        viewer.sendText("{not json");
        assertThat(viewer.closed()).isEqualTo(1003);
    }
}
