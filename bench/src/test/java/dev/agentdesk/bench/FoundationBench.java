package dev.agentdesk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.session.conversation.Origin;
import dev.agentdesk.session.conversation.SessionCommand.ChangeDetails;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.service.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The figures of the foundation. What is compared is measured in turns, so that a busy machine is as unkind to the one
 * as to the other; each append is a real one of a Session, with its row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoundationBench {

    private static final int LONG = 10_000;
    private static final int SHORT = 10;
    private static final int ROUNDS = 300;
    private static final long MOST_NANOS = 20_000_000_000L;

    private RunningService service;
    private Commands commands;
    private IdSource ids;
    private JdbcClient db;
    private final List<String> table = new ArrayList<>();

    @BeforeAll
    void start() {
        var properties = ServiceProperties.of("session-service");
        properties.put("spring.flyway.locations", "classpath:db/kit,classpath:db/session-service,classpath:db/bench");
        properties.put("agentdesk.runner.enabled", false);
        for (var peer : List.of("workspace-service", "terminal-service", "trigger-service")) {
            properties.put("agentdesk.peers." + peer, "http://127.0.0.1:1");
        }
        service = RunningService.start(MeasuredService.class, properties);
        commands = service.bean(Commands.class);
        ids = service.bean(IdSource.class);
        db = service.bean(JdbcClient.class);
    }

    @AfterAll
    void stop() {
        service.close();
        table.forEach(System.out::println);
    }

    @Test
    void fromACommitToItsStreamingProjection() {
        var session = open();
        var floor = new Timings();
        var seen = new Timings();
        var log = service.bean(EventLog.class);
        for (int round = 0; round < ROUNDS; round++) {
            floor.time(() -> projected(session));
            long seq = log.lastSeq(session) + 1;
            rename(session);
            seen.time(() -> awaitProjected(session, seq));
        }
        row("read of the projected row (floor), p50", "ms", floor.p50(), "");
        row("commit -> streaming projection, p50", "ms", seen.p50(), "at most 15 ms");
        row("commit -> streaming projection, p95", "ms", seen.p95(), "");
        assertThat(seen.p50()).isPositive();
    }

    @Test
    void anAppendToALongSessionAgainstAShortOne() {
        var old = open();
        append(old, LONG - 1);
        var atTen = new Timings();
        var atTenThousand = new Timings();
        for (int round = 0; round < ROUNDS; round++) {
            var young = open();
            append(young, SHORT - 2);
            atTen.time(() -> rename(young));
            atTenThousand.time(() -> rename(old));
        }
        row("append at event 10 (floor), p50", "ms", atTen.p50(), "");
        row("append at event 10,000, p50", "ms", atTenThousand.p50(), "");
        row("event 10,000 / event 10", "", atTenThousand.p50() / atTen.p50(), "at most 1.20");
        assertThat(atTen.p50()).isPositive();
    }

    @Test
    void anAppendAgainstBareJdbc() {
        var session = open();
        db.sql("create table bare (like domain_event including all)").update();
        var bare = new Timings();
        var axon = new Timings();
        for (int round = 0; round < ROUNDS * 2; round++) {
            var id = ids.mint("evt");
            int number = round;
            bare.time(() -> insert(id, session, number));
            axon.time(() -> rename(session));
        }
        row("bare JDBC insert and commit (floor), p50", "ms", bare.p50(), "");
        row("append of a Session: load, decide, seal, insert, row; p50", "ms", axon.p50(), "");
        row("throughput against bare JDBC", "", bare.p50() / axon.p50(), "0.61-0.75 without load");
        assertThat(bare.p50()).isPositive();
    }

    private void row(String what, String unit, double figure, String budget) {
        table.add(Timings.row(what, unit, figure, budget));
    }

    private String open() {
        var session = ids.mint("ses");
        commands.send(new OpenSession(stamp(), session, "wrk_1", new Origin("api", null), null, null, null, Map.of()));
        return session;
    }

    private void append(String session, int events) {
        for (int i = 0; i < events; i++) {
            rename(session);
        }
    }

    private void rename(String session) {
        var stamp = stamp();
        commands.send(new ChangeDetails(stamp, session, "Title " + stamp.id(), Map.of()));
    }

    private void insert(String id, String session, int number) {
        db.sql("insert into bare (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,"
                        + " payload_type, payload_revision, payload, meta_data, public_id)"
                        + " values (:id, :session, :number, 'Session', :at, 'bare', '1', :payload, :payload, :id)")
                .param("id", id)
                .param("session", session)
                .param("number", number)
                .param("at", Instant.now().toString())
                .param("payload", String.format(Locale.ROOT, "%400s", id).getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private void awaitProjected(String session, long seq) {
        long deadline = System.nanoTime() + MOST_NANOS;
        while (projected(session) < seq) {
            assertThat(System.nanoTime()).as("not projected").isLessThan(deadline);
        }
    }

    private long projected(String session) {
        return Objects.requireNonNull(db.sql("select coalesce(max(last_seq), 0) from measured where session_id = :id")
                .param("id", session)
                .query(Long.class)
                .single());
    }

    private Stamp stamp() {
        return new Stamp(ids.mint("evt"), Instant.now(), Actor.user("usr_1"), "wrk_1", "cor_1", null, 0);
    }
}
