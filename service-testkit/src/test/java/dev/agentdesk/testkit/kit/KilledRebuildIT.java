package dev.agentdesk.testkit.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.testkit.infrastructure.Infrastructure;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.sample.NoteCommand.PinNote;
import dev.agentdesk.testkit.sample.NoteCommand.WriteNote;
import dev.agentdesk.testkit.sample.RebuildingProcess;
import dev.agentdesk.testkit.sample.SampleService;
import dev.agentdesk.testkit.service.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A replica that rebuilds a read model is killed in the middle, under three writers and a reader. */
class KilledRebuildIT {

    private static final int KILLED = 128 + 9;

    private static Map<String, Object> properties;
    private static RunningService service;
    private static JdbcClient db;

    @BeforeAll
    static void start() {
        properties = ServiceProperties.of(
                "sample-service", Infrastructure.database("killed-rebuild"), Infrastructure.kafka());
        service = RunningService.start(SampleService.class, properties);
        db = service.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({"note-list, note_list, rebuild.filled", "note-row, note_row, rebuild.swapping"})
    void readersNoticeNothingAndTheNextRebuildSucceeds(String model, String table, String fault) throws Exception {
        var notes = IntStream.range(0, 3).mapToObj(i -> note()).toList();
        var ended = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = notes.stream().map(note -> writer(note, ended, threads)).toList();
            var reader = threads.submit(reading(table, notes.getFirst(), ended));
            try {
                die(model, fault);
                assertThat(schemas()).as("left behind").hasSize(1);
                service.bean(Rebuilds.class).rebuild(model);
            } finally {
                ended.set(true);
            }
            for (var writer : busy) {
                writer.get();
            }
            assertThat(reader.get()).as("times read").isPositive();
        }
        assertThat(schemas()).isEmpty();
        assertThat(service.bean(Rebuilds.class).verify()).isEmpty();
    }

    private static void die(String model, String fault) throws Exception {
        var more = new HashMap<>(properties);
        more.put("agentdesk.fault", fault);
        more.put("agentdesk.node-id", "rebuilder");
        var process = RebuildingProcess.start(model, more);
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(KILLED);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Future<?> writer(String note, AtomicBoolean ended, ExecutorService threads) {
        var commands = service.bean(Commands.class);
        commands.send(new WriteNote(stamp(), note, "x"));
        return threads.submit(() -> {
            while (!ended.get()) {
                commands.send(new PinNote(stamp(), note));
                TimeUnit.MILLISECONDS.sleep(40);
            }
            return null;
        });
    }

    /** Any error ends it; so does a row that is older than the one seen before. */
    private static Callable<Integer> reading(String table, String note, AtomicBoolean ended) {
        await().atMost(Duration.ofSeconds(30)).until(() -> seq(table, note) > 0);
        return () -> {
            long newest = 0;
            int times = 0;
            for (; !ended.get(); times++) {
                long seen = seq(table, note);
                assertThat(seen).isGreaterThanOrEqualTo(newest);
                newest = seen;
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return times;
        };
    }

    private static long seq(String table, String note) {
        return db.sql("select coalesce(max(last_seq), 0) from " + table + " where note_id = :id")
                .param("id", note)
                .query(Long.class)
                .single();
    }

    private static List<String> schemas() {
        return db.sql("select schema_name from information_schema.schemata where schema_name like 'rebuild%'"
                        + " or schema_name like 'old%'")
                .query(String.class)
                .list();
    }

    private static String note() {
        return service.bean(IdSource.class).mint("note");
    }

    private static Stamp stamp() {
        return new Stamp(
                service.bean(IdSource.class).mint("evt"), Instant.now(), Actor.user("usr_1"), null, "cor_1", null, 0);
    }
}
