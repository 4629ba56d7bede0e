package dev.agentdesk.kit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads history by SQL: pages of a stream, one event by its public id. Never loads an aggregate, so the cost of a page
 * does not grow with the stream.
 */
public final class EventLog {

    /** The most that one call returns; callers page on. */
    public static final int MOST = 1000;

    private static final String COLUMNS = "type, aggregate_identifier, sequence_number, event_identifier, time_stamp,"
            + " payload_type, payload_revision, payload, meta_data";

    private final JdbcClient jdbc;
    private final EventSerializer serializer;
    private final OpenAndUpcast upcaster;

    EventLog(JdbcClient jdbc, EventSerializer serializer, OpenAndUpcast upcaster) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.upcaster = upcaster;
    }

    /** The events after {@code afterSeq}, oldest first. */
    public List<Recorded> after(String aggregateId, long afterSeq, int limit) {
        return recorded(jdbc.sql("select " + COLUMNS + " from domain_event where aggregate_identifier = :id"
                        + " and sequence_number > :after order by sequence_number limit :limit")
                .param("id", aggregateId)
                .param("after", Recorded.sequenceNumber(afterSeq))
                .param("limit", Math.min(limit, MOST))
                .query(EventLog::entry)
                .list());
    }

    /** The events before {@code beforeSeq}, newest first. */
    public List<Recorded> before(String aggregateId, long beforeSeq, int limit) {
        return recorded(jdbc.sql("select " + COLUMNS + " from domain_event where aggregate_identifier = :id"
                        + " and sequence_number < :before order by sequence_number desc limit :limit")
                .param("id", aggregateId)
                .param("before", Recorded.sequenceNumber(beforeSeq))
                .param("limit", Math.min(limit, MOST))
                .query(EventLog::entry)
                .list());
    }

    /** As {@link #after}, of the given stored type names only. */
    public List<Recorded> after(String aggregateId, long afterSeq, int limit, Collection<String> types) {
        return recorded(jdbc.sql("select " + COLUMNS + " from domain_event where aggregate_identifier = :id"
                        + " and sequence_number > :after and payload_type in (:types)"
                        + " order by sequence_number limit :limit")
                .param("id", aggregateId)
                .param("after", Recorded.sequenceNumber(afterSeq))
                .param("types", types)
                .param("limit", Math.min(limit, MOST))
                .query(EventLog::entry)
                .list());
    }

    /** As {@link #before}, of the given stored type names only. */
    public List<Recorded> before(String aggregateId, long beforeSeq, int limit, Collection<String> types) {
        return recorded(jdbc.sql("select " + COLUMNS + " from domain_event where aggregate_identifier = :id"
                        + " and sequence_number < :before and payload_type in (:types)"
                        + " order by sequence_number desc limit :limit")
                .param("id", aggregateId)
                .param("before", Recorded.sequenceNumber(beforeSeq))
                .param("types", types)
                .param("limit", Math.min(limit, MOST))
                .query(EventLog::entry)
                .list());
    }

    /** One event by its public id, of whatever stream. */
    public Optional<Recorded> find(String eventId) {
        return recorded(jdbc.sql("select " + COLUMNS + " from domain_event where public_id = :id")
                        .param("id", eventId)
                        .query(EventLog::entry)
                        .list())
                .stream()
                .findFirst();
    }

    /** The newest position of a stream; 0 if there is none. */
    public long lastSeq(String aggregateId) {
        return jdbc.sql(
                        "select coalesce(max(sequence_number) + 1, 0) from domain_event where aggregate_identifier = :id")
                .param("id", aggregateId)
                .query(Long.class)
                .single();
    }

    /** The newest positions of these streams; one index look-up each, whatever their length. */
    public Map<String, Long> lastSeqs(Collection<String> aggregateIds) {
        var newest = new HashMap<String, Long>();
        jdbc.sql("select id, coalesce((select max(sequence_number) + 1 from domain_event"
                        + " where aggregate_identifier = id), 0) from unnest(:ids) as id")
                .param("ids", aggregateIds.toArray(String[]::new))
                .query(row -> {
                    newest.put(row.getString(1), row.getLong(2));
                });
        return newest;
    }

    private List<Recorded> recorded(List<DomainEventData<?>> entries) {
        var messages = EventStreamUtils.upcastAndDeserializeDomainEvents(entries.stream(), serializer, upcaster);
        return messages.asStream().<Recorded>map(Messages::recorded).toList();
    }

    private static DomainEventData<?> entry(ResultSet row, int number) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                row.getBytes(9));
    }
}
