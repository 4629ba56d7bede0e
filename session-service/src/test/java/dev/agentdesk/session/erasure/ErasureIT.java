package dev.agentdesk.session.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.workspace.v1.WorkspaceErasureRequested;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.session.Desk;
import dev.agentdesk.session.Facts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is erased can never be read again; order and counts stay. */
class ErasureIT {

    private static final String CANARY = "canary-5f1e8d";

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void anErasedSessionKeepsItsOrderAndNothingElse() {
        var session = full(desk.workspace());
        var before = desk.session(session);
        var answer = desk.api().post("/api/v1/sessions/" + session + "/erase", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("erased");
        assertThat(answer.json().path("title").isNull()).isTrue();
        assertThat(desk.types(session)).endsWith("desk.session_erased");
        assertThat(desk.session(session).path("last_seq").asLong())
                .isEqualTo(before.path("last_seq").asLong() + 1);
        assertThat(desk.session(session).path("usage")).isEqualTo(before.path("usage"));
        assertThat(desk.events(session).toString()).doesNotContain(CANARY);
        assertThat(desk.events(session, "user.message")
                        .getFirst()
                        .path("erased")
                        .asBoolean())
                .isTrue();
        assertThat(desk.say(session, "anybody there?").code()).isEqualTo("gone");
        assertThat(desk.api()
                        .post("/api/v1/sessions/" + session + "/erase", "{}")
                        .status())
                .isEqualTo(200);
        desk.assertGapFree(session);
        assertNothingLeft(session);
        assertThat(desk.service().bean(Rebuilds.class).verify()).isEmpty();
    }

    @Test
    void anErasedWorkspaceLosesAllItsSessionsAndSaysSoOnce() {
        var workspace = desk.workspace();
        var first = full(workspace);
        var second = full(workspace);
        for (int i = 0; i < 2; i++) {
            Facts.publish(Topics.WORKSPACE, workspace, workspace, new WorkspaceErasureRequested(workspace), "evt_e1");
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(rows("select count(*) from domain_event where aggregate_identifier = :id", workspace))
                    .isEqualTo(1);
            assertThat(rows(
                            "select count(*) from session_overview where workspace_id = :id and erased_at is not null",
                            workspace))
                    .isEqualTo(2);
        });
        assertNothingLeft(first);
        assertNothingLeft(second);
        var told = Facts.of(Topics.SESSION, workspace, 1);
        assertThat(told.getFirst().type()).isEqualTo("dev.agentdesk.session.v1.WorkspaceSessionsErased");
    }

    private static String full(String workspace) {
        var body = Map.of("message", "/run echo " + CANARY, "title", CANARY, "metadata", Map.of("note", CANARY));
        var answer = desk.api()
                .post(
                        "/api/v1/workspaces/" + workspace + "/sessions",
                        Desk.json(body),
                        "Idempotency-Key",
                        "erase-" + workspace + System.nanoTime());
        var session = answer.json().path("id").asString();
        desk.awaitStatus(session, "idle");
        assertThat(desk.events(session).toString()).contains(CANARY);
        return session;
    }

    /** No table of the database holds the canary, and no snapshot or key of the Session is left. */
    private static void assertNothingLeft(String session) {
        var db = desk.service().bean(JdbcClient.class);
        assertThat(rows("select count(*) from snapshot_event where aggregate_identifier = :id", session))
                .isZero();
        assertThat(rows("select count(*) from data_key where scope = :id and wrapped is not null", session))
                .isZero();
        assertThat(rows("select count(*) from idempotency where location like '%' || :id", session))
                .isZero();
        var tables = db.sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query(String.class)
                .list();
        for (var table : tables) {
            var rows = db.sql("select count(*) from " + table + " t where t::text like :canary")
                    .param("canary", "%" + CANARY + "%")
                    .query(Long.class)
                    .single();
            assertThat(rows).as(table).isZero();
        }
    }

    private static long rows(String sql, String id) {
        return desk.service()
                .bean(JdbcClient.class)
                .sql(sql)
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
