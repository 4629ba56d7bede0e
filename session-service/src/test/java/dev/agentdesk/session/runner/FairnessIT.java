package dev.agentdesk.session.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.session.Desk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One busy Workspace takes nothing from another one, and whatever is asked for is done in the end. */
class FairnessIT {

    private static final int QUEUED = 10_000;
    private static final int AT_ONCE = 60;

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    /** Rows, for it is rows that are looked through; those of the busy Workspace can't run while four others hang. */
    @Test
    void tenThousandTurnsThatWaitInOneWorkspaceDelayNoOther() {
        var busy = desk.workspace();
        for (int i = 0; i < 4; i++) {
            desk.open(busy, "/run hang " + i);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> desk.neighbours.orders.stream()
                                .filter(it -> it.path("input")
                                        .path("command")
                                        .asString()
                                        .startsWith("hang"))
                                .count()
                        == 4);
        var db = desk.service().bean(JdbcClient.class);
        db.sql("""
                        insert into turn (session_id, workspace_id, state, ready_at, generation, interrupted)
                        select 'ses_waits' || n, :workspace, 'ready', now() - interval '1 hour', 0, false
                        from generate_series(1, :count) n""").param("workspace", busy).param("count", QUEUED).update();
        try {
            var quiet = desk.workspace();
            desk.awaitStatus(desk.open(quiet, "/run warm"), "idle");
            long before = System.nanoTime();
            var session = desk.open(desk.workspace(), "/run first");
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> desk.types(session).contains("session.status_running"));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
            desk.awaitStatus(session, "idle");
        } finally {
            db.sql("delete from turn where session_id like 'ses_waits%'").update();
            desk.neighbours.release("end");
        }
    }

    @Test
    void manySessionsAtOnceAllFinish() {
        var workspaces = List.of(desk.workspace(), desk.workspace(), desk.workspace());
        var sessions = new ArrayList<String>();
        for (int i = 0; i < AT_ONCE; i++) {
            sessions.add(desk.open(workspaces.get(i % workspaces.size()), "/run one\n/run two"));
        }
        sessions.forEach(it -> desk.awaitStatus(it, "idle"));
        assertThat(sessions)
                .allSatisfy(
                        it -> assertThat(desk.events(it, "agent.tool_result")).hasSize(2));
    }
}
