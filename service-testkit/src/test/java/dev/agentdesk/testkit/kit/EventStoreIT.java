package dev.agentdesk.testkit.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.store.DataKeys;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.SealColumns;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.kit.store.Wakeup;
import dev.agentdesk.testkit.sample.NoteCommand.PinNote;
import dev.agentdesk.testkit.sample.NoteCommand.WriteNote;
import dev.agentdesk.testkit.sample.NoteEvent.Erased;
import dev.agentdesk.testkit.sample.NoteEvent.NotePinned;
import dev.agentdesk.testkit.sample.NoteEvent.NoteWritten;
import dev.agentdesk.testkit.sample.SampleService;
import dev.agentdesk.testkit.service.RunningService;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the event store promises, on a real PostgreSQL. */
class EventStoreIT {

    private static RunningService service;
    private static Commands commands;
    private static EventLog log;
    private static JdbcClient db;

    @BeforeAll
    static void start() {
        service = RunningService.start(SampleService.class, "sample-service", Map.of());
        commands = service.bean(Commands.class);
        log = service.bean(EventLog.class);
        db = service.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void runsOnTheRealTransactionManager() {
        assertThat(service.bean(org.axonframework.common.transaction.TransactionManager.class)
                        .getClass()
                        .getSimpleName())
                .isEqualTo("SpringTransactionManager");
    }

    @Test
    void readsItsOwnWritesInlineAndGapFree() {
        var note = note();
        commands.send(new WriteNote(stamp(), note, "hello"));
        commands.send(new PinNote(stamp(), note));
        assertThat(pins("note_row", note)).isEqualTo(1);
        assertThat(log.after(note, 0, 10)).extracting(r -> r.seq()).containsExactly(1L, 2L);
        assertThat(log.after(note, 0, 10).getFirst().event()).isInstanceOf(NoteWritten.class);
        await().ignoreException(EmptyResultDataAccessException.class)
                .untilAsserted(() -> assertThat(pins("note_list", note)).isEqualTo(1));
    }

    @Test
    void takesOverTheClaimOfANodeThatDiedWithAClockFromTheFuture() {
        int claims = db.sql(
                        "update token_entry set owner = 'gone', timestamp = :future where processor_name = 'note-list'")
                .param("future", DateTimeUtils.formatInstant(Instant.now().plus(Duration.ofHours(2))))
                .update();
        assertThat(claims).isPositive();
        var note = note();
        commands.send(new WriteNote(stamp(), note, "hello"));
        await().atMost(Duration.ofSeconds(60))
                .ignoreException(EmptyResultDataAccessException.class)
                .untilAsserted(() -> assertThat(pins("note_list", note)).isZero());
    }

    /** Each signal makes every processor look; the news that other replicas are sent come back to their sender. */
    @Test
    void isToldOnceOfItsOwnCommitAndOfThoseOfOthers() throws Exception {
        var signals = new AtomicInteger();
        var unregister = service.bean(Wakeup.class).onSignal(signals::incrementAndGet);
        var note = note();
        commands.send(new WriteNote(stamp(), note, "x"));
        int commits = 25;
        for (int i = 0; i < commits; i++) {
            commands.send(new PinNote(stamp(), note));
            TimeUnit.MILLISECONDS.sleep(30);
        }
        int ticks = 5;
        assertThat(signals.getAndSet(0)).isBetween(1, commits + ticks);
        for (int i = 0; i < commits; i++) {
            db.sql("notify agentdesk_events").update();
            TimeUnit.MILLISECONDS.sleep(30);
        }
        await().until(() -> signals.get() > commits / 2);
        unregister.run();
    }

    @Test
    void storesRegisteredNamesAndNeverClassNames() {
        commands.send(new WriteNote(stamp(), note(), "x"));
        assertThat(db.sql("select distinct payload_type from domain_event")
                        .query(String.class)
                        .list())
                .allMatch(name -> name.startsWith("sample."));
    }

    @Test
    void sealsContentAndReadsItAsErasedWhenItsKeyIsGone() {
        var note = note();
        commands.send(new WriteNote(stamp(), note, "a planted canary"));
        commands.send(new PinNote(stamp(), note));
        assertThat(db.sql("select count(*) from domain_event where encode(payload, 'escape') like '%canary%'")
                        .query(Long.class)
                        .single())
                .isZero();
        service.bean(DataKeys.class).destroy(note);
        var events = log.after(note, 0, 10);
        assertThat(events.stream().<Class<?>>map(r -> r.event().getClass()))
                .containsExactly(Erased.class, NotePinned.class);
        assertThat(((Erased) events.getFirst().event()).was()).isEqualTo("NoteWritten");
        commands.send(new PinNote(stamp(), note));
        assertThat(log.lastSeq(note)).isEqualTo(3);
        assertThatThrownBy(() -> commands.send(new WriteNote(stamp(), note, "again")))
                .hasStackTraceContaining("erased");
    }

    @Test
    void refusesACommandInsideAnOuterTransaction() {
        var outer = new TransactionTemplate(service.bean(PlatformTransactionManager.class));
        var note = note();
        assertThatThrownBy(() -> outer.execute(status -> commands.send(new WriteNote(stamp(), note, "x"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(log.lastSeq(note)).isZero();
    }

    @Test
    void storesNothingOfARefusedCommand() {
        assertThatThrownBy(() -> commands.send(new PinNote(stamp(), "note_absent")))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.NOT_FOUND));
        assertThat(log.lastSeq("note_absent")).isZero();
    }

    @Test
    void decidesALosingWriterAgain() throws Exception {
        var note = note();
        commands.send(new WriteNote(stamp(), note, "x"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var pins = IntStream.range(0, 40)
                    .<Callable<Object>>mapToObj(i -> () -> commands.send(new PinNote(stamp(), note)))
                    .toList();
            for (var pinned : threads.invokeAll(pins)) {
                pinned.get();
            }
        }
        assertThat(pins("note_row", note)).isEqualTo(40);
        assertThat(log.after(note, 0, 100))
                .extracting(r -> r.seq())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 41).boxed().toList());
    }

    @Test
    void loadsFromASnapshotWhatItLoadsWithoutAndSurvivesACorruptOne() {
        var note = note();
        commands.send(new WriteNote(stamp(), note, "x"));
        for (int i = 0; i < 150; i++) {
            commands.send(new PinNote(stamp(), note));
        }
        await().untilAsserted(() -> assertThat(snapshots(note)).isPositive());
        assertThat(lastPin(note)).isEqualTo(151);
        db.sql("update snapshot_event set payload = 'nonsense'::bytea where aggregate_identifier = :id")
                .param("id", note)
                .update();
        assertThat(lastPin(note)).isEqualTo(152);
        db.sql("delete from snapshot_event where aggregate_identifier = :id")
                .param("id", note)
                .update();
        assertThat(lastPin(note)).isEqualTo(153);
    }

    @Test
    void healsAPoisonedRowByRebuildingUnderWriters() throws Exception {
        var notes = IntStream.range(0, 3).mapToObj(i -> note()).toList();
        notes.forEach(note -> commands.send(new WriteNote(stamp(), note, "x")));
        var rebuilds = service.bean(Rebuilds.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = notes.stream()
                    .map(note -> threads.submit(() -> {
                        for (int i = 0; i < 100; i++) {
                            commands.send(new PinNote(stamp(), note));
                        }
                    }))
                    .toList();
            db.sql("update note_row set pins = 7777 where note_id = :id")
                    .param("id", notes.getFirst())
                    .update();
            db.sql("update note_list set pins = 7777 where note_id = :id")
                    .param("id", notes.getFirst())
                    .update();
            for (int round = 0; round < 3; round++) {
                rebuilds.rebuild("note-row");
                rebuilds.rebuild("note-list");
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        for (var note : notes) {
            assertThat(pins("note_row", note)).isEqualTo(100);
            await().untilAsserted(() -> assertThat(pins("note_list", note)).isEqualTo(100));
        }
        assertThat(rebuilds.verify()).isEmpty();
        db.sql("update note_list set pins = 7777 where note_id = :id")
                .param("id", notes.getLast())
                .update();
        assertThat(rebuilds.verify()).extracting(Rebuilds.Mismatch::table).containsExactly("note_list");
        rebuilds.rebuild("note-list");
        assertThat(rebuilds.verify()).isEmpty();
    }

    @Test
    void sealsTheTextsOfARowAlikeUntilTheirKeyIsGone() {
        var seals = service.bean(SealedTexts.class);
        var note = note();
        var sealed = seals.seal(note, "a planted canary");
        assertThat(sealed).isEqualTo(seals.seal(note, "a planted canary"));
        assertThat(sealed).isNotEqualTo(seals.seal(note(), "a planted canary"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        assertThat(seals.open(note, sealed)).isEqualTo("a planted canary");
        service.bean(DataKeys.class).destroy(note);
        assertThat(seals.open(note, sealed)).isNull();
    }

    @Test
    void sealsTheTextsOfRowsThatStoodInTheClear() throws Exception {
        var seals = service.bean(SealedTexts.class);
        db.sql("create table old_note (note_id text primary key, name text, labels text[] not null)")
                .update();
        db.sql("insert into old_note values ('note_1', 'a name', '{red,blue}'), ('note_2', null, '{}')")
                .update();
        var columns = List.of(
                SealColumns.Column.text("name"),
                new SealColumns.Column(
                        "labels", "array_to_json(labels)::text", labels -> labels.equals("[]") ? null : labels));
        try (var connection = service.bean(DataSource.class).getConnection()) {
            new SealColumns("101", "old_note", "note_id", columns, seals).migrate(migrating(connection));
        }
        var rows = db.sql("select * from old_note order by note_id").query().listOfRows();
        assertThat(rows)
                .hasSize(2)
                .allMatch(row -> row.keySet().equals(Set.of("note_id", "sealed_name", "sealed_labels")));
        assertThat(seals.open("note_1", (byte[]) rows.getFirst().get("sealed_name")))
                .isEqualTo("a name");
        assertThat(seals.open("note_1", (byte[]) rows.getFirst().get("sealed_labels")))
                .isEqualTo("[\"red\",\"blue\"]");
        assertThat(rows.getLast().get("sealed_name")).isNull();
        assertThat(rows.getLast().get("sealed_labels")).isNull();
    }

    private static Context migrating(Connection connection) {
        return new Context() {
            @Override
            public Configuration getConfiguration() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Connection getConnection() {
                return connection;
            }
        };
    }

    private static int lastPin(String note) {
        List<?> events = commands.send(new PinNote(stamp(), note));
        return ((NotePinned) events.getFirst()).times();
    }

    private static long snapshots(String note) {
        return db.sql("select count(*) from snapshot_event where aggregate_identifier = :id")
                .param("id", note)
                .query(Long.class)
                .single();
    }

    private static int pins(String table, String note) {
        return db.sql("select pins from " + table + " where note_id = :id")
                .param("id", note)
                .query(Integer.class)
                .single();
    }

    private static String note() {
        return service.bean(IdSource.class).mint("note");
    }

    private static Stamp stamp() {
        return new Stamp(
                service.bean(IdSource.class).mint("evt"), Instant.now(), Actor.user("usr_1"), null, "cor_1", null, 0);
    }
}
