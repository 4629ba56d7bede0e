package dev.agentdesk.testkit.sample;

import dev.agentdesk.kit.ServiceKit;
import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.publishing.Translator;
import dev.agentdesk.kit.readmodel.InAppend;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.kit.store.Recorded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;

@SpringBootApplication
@Import(ServiceKit.class)
public class SampleService {

    public static final String TOPIC = "agentdesk.sample.v1";

    public record NoteAppeared(String noteId, long seq) {}

    /** How often the next steps fail before one succeeds: of the translator, of the process, of the streaming rows. */
    public static final AtomicInteger FAILURES = new AtomicInteger();

    /** What the process has heard, in its order. */
    public static final List<String> HEARD = new CopyOnWriteArrayList<>();

    /** Notes whose appends wait here, after the insert and before the commit. */
    public static final Map<String, CountDownLatch> HELD = new ConcurrentHashMap<>();

    @Bean
    InAppend hold() {
        return (recorded, db) -> {
            var held = HELD.get(recorded.aggregateId());
            if (held != null) {
                await(held);
            }
        };
    }

    private static void await(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void perhapsFail() {
        if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("a failure that passes");
        }
    }

    @Bean
    Process listen() {
        return new Process() {
            @Override
            public String name() {
                return "listen";
            }

            @Override
            public void on(Recorded recorded) {
                perhapsFail();
                HEARD.add(recorded.event().stamp().id());
            }
        };
    }

    @Bean
    NewTopic sampleTopic() {
        return TopicBuilder.name(TOPIC).partitions(3).replicas(1).build();
    }

    @Bean
    EventTypes eventTypes() {
        return EventTypes.builder("sample")
                .sealed(NoteEvent.NoteWritten.class, "NoteWritten", 1)
                .type(NoteEvent.NotePinned.class, "NotePinned", 1)
                .erased("note", NoteEvent.Erased.class, "Erased")
                .snapshot(Note.class, "Note", 1)
                .build();
    }

    @Bean
    AggregateType<Note> noteType() {
        return new AggregateType<>(Note.class, NoteCommand.NAME, NoteCommand.class, 100);
    }

    @Bean
    ReadModel noteRow() {
        return new Rows("note-row", ReadModel.Kind.INLINE, "note_row");
    }

    @Bean
    ReadModel noteList() {
        return new Rows("note-list", ReadModel.Kind.STREAMING, "note_list");
    }

    @Bean
    Translator translator() {
        return new Translator() {
            @Override
            public String topic() {
                return TOPIC;
            }

            @Override
            public Optional<Object> translate(Recorded recorded) {
                perhapsFail();
                return Optional.of(new NoteAppeared(recorded.aggregateId(), recorded.seq()));
            }
        };
    }

    private record Rows(String name, Kind kind, String table) implements ReadModel {

        @Override
        public List<String> tables() {
            return List.of(table);
        }

        @Override
        public void apply(Recorded recorded, JdbcClient db) {
            if (kind == Kind.STREAMING) {
                perhapsFail();
            }
            int pins = recorded.event() instanceof NoteEvent.NotePinned pinned ? pinned.times() : -1;
            db.sql("insert into " + table + " (note_id, pins, last_seq) values (:id, greatest(:pins, 0), :seq)"
                            + " on conflict (note_id) do update set last_seq = excluded.last_seq,"
                            + " pins = case when :pins >= 0 then :pins else " + table + ".pins end")
                    .param("id", recorded.aggregateId())
                    .param("pins", pins)
                    .param("seq", recorded.seq())
                    .update();
        }
    }
}
