package dev.agentdesk.session.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.session.Desk;
import dev.agentdesk.testkit.service.ArmedFaults;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runners in processes of their own that are killed or halted with real signals, and what the next one makes of it. */
class TakeOverIT {

    private static final Duration BOOT = Duration.ofSeconds(90);

    private static final List<String> HELD =
            List.of("claim.before", "claim.after", "tool.before-call", "tool.after-result");
    private static final String FATAL = "append.after@3";

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk(Map.of("agentdesk.runner.enabled", "false"));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static Victim victim(String fault) {
        return Victim.start(desk.properties("victim", Map.of("agentdesk.fault", fault)));
    }

    /** One runner dies with five turns in its hands, each at another point. */
    @Test
    void goesOnAfterAKillAtEachPoint(@TempDir Path folder) {
        var faults = new ArmedFaults(folder);
        var sessions = new LinkedHashMap<String, String>();
        try (var victim = victim(faults.holding(HELD) + "," + faults.killing(FATAL))) {
            for (var point : HELD) {
                sessions.put(point, openAt(faults, point));
                faults.awaitMet(point);
            }
            sessions.put(FATAL, openAt(faults, FATAL));
            assertThat(victim.died()).isTrue();
        }
        try (var other = desk.replica(Map.of())) {
            sessions.values().forEach(session -> desk.awaitStatus(session, "idle"));
        }
        sessions.forEach(TakeOverIT::assertThatNothingRanTwice);
        assertThat(desk.neighbours.ran).doesNotHaveDuplicates();
    }

    private static String openAt(ArmedFaults faults, String point) {
        faults.arm(point);
        return desk.open(desk.workspace(), "/run one\n/run two");
    }

    private static void assertThatNothingRanTwice(String point, String session) {
        assertThat(desk.session(session).path("stop_reason").path("type").asString())
                .as(point)
                .isEqualTo("end_turn");
        var results = desk.events(session, "agent.tool_result");
        assertThat(results).as(point).hasSize(2);
        assertThat(results.stream().map(it -> it.path("outcome").asString()))
                .as(point)
                .containsExactly(
                        point.equals("tool.before-call") ? "interrupted_unknown_effect" : "completed", "completed");
        desk.assertGapFree(session);
    }

    @Test
    void aHaltedRunnerIsReplacedWithinTenSecondsAndWritesNothingAfterwards() {
        var session = desk.open(desk.workspace(), "/run one\n/run two");
        try (var zombie = victim("tool.before-call:stop")) {
            await().atMost(BOOT).until(() -> desk.types(session).contains("span.tool_started"));
            try (var other = desk.replica(Map.of())) {
                var lease = other.bean(JdbcClient.class)
                        .sql("select lease_until from turn where session_id = :id")
                        .param("id", session)
                        .query(Timestamp.class)
                        .single()
                        .toInstant();
                var free = lease.isAfter(Instant.now()) ? lease : Instant.now();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> desk.types(session).contains("session.status_rescheduled"));
                assertThat(Duration.between(free, Instant.now())).isLessThan(Duration.ofSeconds(10));
                desk.awaitStatus(session, "idle");
                var log = desk.events(session);
                zombie.goOn();
                await().atMost(BOOT).until(() -> desk.neighbours.staleCalls.get() > 0);
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(6))
                        .until(() -> desk.events(session).size() == log.size());
                assertThat(zombie.alive()).isTrue();
            }
        }
        assertThat(desk.neighbours.ran).doesNotHaveDuplicates();
        assertThat(desk.events(session, "agent.tool_result").stream()
                        .map(it -> it.path("outcome").asString()))
                .containsExactly("interrupted_unknown_effect", "completed");
        desk.assertGapFree(session);
    }
}
