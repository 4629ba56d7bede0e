package dev.agentdesk.testkit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.stream.Positions;
import dev.agentdesk.testkit.infrastructure.Infrastructure;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.sample.NoteCommand.PinNote;
import dev.agentdesk.testkit.sample.NoteCommand.WriteNote;
import dev.agentdesk.testkit.sample.SampleService;
import dev.agentdesk.testkit.service.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What publishing promises, on a real broker: every fact at least once, in order per stream, with one id for ever. */
class PublishingIT {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(SampleService.class, "sample-service", Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void publishesEveryFactOfAStreamInOrderAndAgainWithTheSameIdsWhenRewound() {
        var note = service.bean(IdSource.class).mint("note");
        var commands = service.bean(Commands.class);
        commands.send(new WriteNote(stamp(), note, "secret content"));
        for (int i = 0; i < 20; i++) {
            commands.send(new PinNote(stamp(), note));
        }
        try (var consumer = consumer("publishing-it")) {
            var first = await(consumer, note, 21);
            assertThat(first).extracting(r -> header(r, "ce_seq")).containsExactlyElementsOf(seqs(21));
            assertThat(header(first.getFirst(), "ce_type")).endsWith("NoteAppeared");
            assertThat(header(first.getFirst(), "ce_source")).isEqualTo("/sample-service");
            assertThat(first).noneMatch(r -> new String(r.value(), StandardCharsets.UTF_8).contains("secret"));
            service.bean(JdbcClient.class)
                    .sql("update token_entry set token = ''::bytea, owner = null where processor_name = 'publisher'")
                    .update();
            var again = await(consumer, note, 21);
            assertThat(again)
                    .extracting(r -> header(r, "ce_id"))
                    .containsExactlyElementsOf(
                            first.stream().map(r -> header(r, "ce_id")).toList());
            assertThat(new LinkedHashSet<>(
                            first.stream().map(r -> header(r, "ce_id")).toList()))
                    .hasSize(21);
        }
    }

    @Test
    void publishesTheLastMinutesAgainWhereAStartAsksForIt() {
        var database = Infrastructure.database("republish");
        var properties = ServiceProperties.of("sample-service", database, Infrastructure.kafka());
        String note;
        try (var first = RunningService.start(SampleService.class, properties);
                var consumer = consumer("republish-1")) {
            note = first.bean(IdSource.class).mint("note");
            first.bean(Commands.class).send(new WriteNote(stamp(), note, "once"));
            await(consumer, note, 1);
            Awaitility.await().until(() -> first.bean(Positions.class).index("publisher") >= 1);
        }
        properties.put("agentdesk.republish", "PT10M");
        try (var second = RunningService.start(SampleService.class, properties);
                var consumer = consumer("republish-2")) {
            var heard = await(consumer, note, 2);
            assertThat(heard.stream().map(r -> header(r, "ce_id")).distinct()).hasSize(1);
            assertThat(second.bean(Positions.class).index("publisher")).isPositive();
        }
    }

    /** The steps of all processors share the failures, so each kind meets some over the rounds. */
    @Test
    void losesNothingToAStepThatFailsForAWhile() {
        var note = service.bean(IdSource.class).mint("note");
        var commands = service.bean(Commands.class);
        var ids = new ArrayList<String>();
        ids.add(commands.send(new WriteNote(stamp(), note, "stubborn"))
                .getFirst()
                .stamp()
                .id());
        try (var consumer = consumer("failing")) {
            for (int round = 0; round < 2; round++) {
                SampleService.FAILURES.set(3);
                ids.add(commands.send(new PinNote(stamp(), note))
                        .getFirst()
                        .stamp()
                        .id());
                Awaitility.await().until(() -> SampleService.FAILURES.get() == 0);
            }
            assertThat(await(consumer, note, 3))
                    .extracting(r -> header(r, "ce_seq"))
                    .containsExactlyElementsOf(seqs(3));
        }
        Awaitility.await().untilAsserted(() -> {
            assertThat(SampleService.HEARD).containsSubsequence(ids);
            assertThat(service.bean(JdbcClient.class)
                            .sql("select last_seq from note_list where note_id = :id")
                            .param("id", note)
                            .query(Long.class)
                            .single())
                    .isEqualTo(3);
        });
    }

    /**
     * A check of the read models, say, holds appends for longer than a gap is believed in; of those that then go on at
     * once, the first in the order may be the last to commit.
     */
    @Test
    void publishesAnAppendThatCommitsAfterItsSuccessorsHoweverOldTheyAre() throws Exception {
        var ids = service.bean(IdSource.class);
        var commands = service.bean(Commands.class);
        var early = ids.mint("note");
        var late = ids.mint("note");
        try (var consumer = consumer("gaps");
                var threads = Executors.newSingleThreadExecutor();
                var held = Held.appendsOf(early)) {
            var append = threads.submit(() -> commands.send(new WriteNote(stamp(), early, "first in the order")));
            Awaitility.await().until(() -> appending() == 1);
            GenericEventMessage.clock = new AnHourAgoOn(Thread.currentThread());
            commands.send(new WriteNote(stamp(), late, "first to commit"));
            await(consumer, late, 1);
            held.close();
            append.get();
            await(consumer, early, 1);
        } finally {
            GenericEventMessage.clock = Clock.systemUTC();
        }
    }

    /** A halted process must not commit behind readers that have given its place up. */
    @Test
    void anAppendThatDoesNotCommitInTimeIsEndedAndMayBeRepeated() {
        var note = service.bean(IdSource.class).mint("note");
        var commands = service.bean(Commands.class);
        var append = new WriteNote(stamp(), note, "too slow");
        try (var threads = Executors.newSingleThreadExecutor();
                var held = Held.appendsOf(note)) {
            var sent = threads.submit(() -> commands.send(append));
            Awaitility.await().until(() -> appending() == 1);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> appending() == 0);
            held.close();
            assertThat(sent).failsWithin(Duration.ofSeconds(10));
        }
        assertThat(service.bean(EventLog.class).lastSeq(note)).isZero();
        commands.send(append);
        assertThat(service.bean(EventLog.class).lastSeq(note)).isEqualTo(1);
    }

    /** Appends of one note wait before their commit until this is closed. */
    private record Held(String note, CountDownLatch latch) implements AutoCloseable {

        static Held appendsOf(String note) {
            var held = new Held(note, new CountDownLatch(1));
            SampleService.HELD.put(note, held.latch);
            return held;
        }

        @Override
        public void close() {
            SampleService.HELD.remove(note);
            latch.countDown();
        }
    }

    private static long appending() {
        return one("select count(*) from pg_stat_activity where datname = current_database()"
                + " and state = 'idle in transaction' and query like 'insert into note_row%'");
    }

    private static long one(String query) {
        return service.bean(JdbcClient.class).sql(query).query(Long.class).single();
    }

    /** Gives one thread an old time, as if its events had waited. */
    private static final class AnHourAgoOn extends Clock {

        private final Thread thread;

        AnHourAgoOn(Thread thread) {
            this.thread = thread;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            var now = Instant.now();
            return Thread.currentThread() == thread ? now.minus(Duration.ofHours(1)) : now;
        }
    }

    private static List<String> seqs(int last) {
        return java.util.stream.IntStream.rangeClosed(1, last)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> await(
            KafkaConsumer<String, byte[]> consumer, String note, int count) {
        var heard = new ArrayList<ConsumerRecord<String, byte[]>>();
        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(r -> {
                if (note.equals(r.key())) {
                    heard.add(r);
                }
            });
            assertThat(heard).hasSizeGreaterThanOrEqualTo(count);
        });
        return heard.subList(0, count);
    }

    private static String header(ConsumerRecord<?, ?> heard, String name) {
        return new String(heard.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<String, byte[]> consumer(String group) {
        var kafka = Infrastructure.kafka();
        var properties = new HashMap<String, Object>(kafka.clientProperties());
        properties.put("bootstrap.servers", kafka.bootstrap());
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(SampleService.TOPIC));
        return consumer;
    }

    private static Stamp stamp() {
        return new Stamp(
                service.bean(IdSource.class).mint("evt"), Instant.now(), Actor.user("usr_1"), null, "cor_1", null, 0);
    }
}
