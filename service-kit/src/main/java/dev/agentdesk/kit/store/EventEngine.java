package dev.agentdesk.kit.store;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.fault.FaultPoints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's JDBC engine with our columns. Two differences: each event also stores its public id under a unique key, and a
 * snapshot that can't be read is counted and skipped instead of making the aggregate unloadable.
 */
final class EventEngine extends JdbcEventStorageEngine {

    /** Events that a tailing read takes at once. */
    static final int BATCH = 500;

    /**
     * The longest that an append may take from its place in the order to its commit; PostgreSQL ends it then.
     *
     * <p>Without this bound a process that was halted in the middle could commit behind readers that have given up its
     * place, and they would never see it.
     */
    private static final int APPEND_AT_MOST_MS = 15_000;

    /** A gap below an event that was stored this long ago was a rolled-back append and is never filled. */
    private static final int GAP_TIMEOUT_MS = 4 * APPEND_AT_MOST_MS;

    /**
     * The time of storing is the database's, taken together with the place in the order: the time of the event itself
     * may be old, because it had to wait for a lock, while a neighbour below it is still on its way.
     */
    private static final String INSERT = "insert into domain_event (event_identifier, aggregate_identifier,"
            + " sequence_number, type, payload_type, payload_revision, payload, meta_data, public_id, time_stamp)"
            + " select ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
            + " from set_config('transaction_timeout', '" + APPEND_AT_MOST_MS + "ms', true)";

    private static final Logger LOG = LoggerFactory.getLogger(EventEngine.class);

    private final Counter unreadableSnapshots;
    private final FaultPoints faults;

    private EventEngine(Builder builder, MeterRegistry meters, FaultPoints faults) {
        super(builder);
        this.unreadableSnapshots = meters.counter("agentdesk.snapshots.unreadable");
        this.faults = faults;
    }

    static EventEngine create(
            EventSerializer serializer,
            OpenAndUpcast upcaster,
            EventTypes types,
            ConnectionProvider connections,
            TransactionManager transactions,
            MeterRegistry meters,
            FaultPoints faults) {
        Builder builder = builder();
        builder.eventSerializer(serializer);
        builder.snapshotSerializer(serializer);
        builder.upcasterChain(upcaster);
        builder.snapshotFilter(snapshot -> isCurrent(types, snapshot));
        builder.persistenceExceptionResolver(EventEngine::isDuplicateKey);
        builder.batchSize(BATCH);
        builder.dataType(byte[].class);
        builder.connectionProvider(connections);
        builder.transactionManager(transactions);
        builder.gapTimeout(GAP_TIMEOUT_MS);
        builder.schema(columns());
        builder.appendEvents(EventEngine::insert);
        return new EventEngine(builder, meters, faults);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        faults.at("append.before");
        super.appendEvents(events, serializer);
        faults.at("append.after");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        try {
            var snapshot = super.readSnapshot(aggregateIdentifier);
            snapshot.ifPresent(DomainEventMessage::getPayload);
            return snapshot;
        } catch (RuntimeException e) {
            LOG.warn("skipping an unreadable snapshot of {}: {}", aggregateIdentifier, e.toString());
            unreadableSnapshots.increment();
            return Optional.empty();
        }
    }

    private static boolean isCurrent(EventTypes types, DomainEventData<?> snapshot) {
        var stored = snapshot.getPayload().getType();
        return types.named(stored.getName())
                .filter(type -> Integer.toString(type.revision()).equals(stored.getRevision()))
                .isPresent();
    }

    /** PostgreSQL says {@code 23505} when another writer was first. */
    private static boolean isDuplicateKey(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())
                    || cause instanceof ConcurrencyException) {
                return true;
            }
        }
        return false;
    }

    private static PreparedStatement insert(
            Connection connection,
            EventSchema schema,
            Class<?> dataType,
            List<? extends EventMessage<?>> events,
            Serializer serializer,
            TimestampWriter timestamps)
            throws SQLException {
        var insert = connection.prepareStatement(INSERT);
        for (var message : events) {
            var event = (DomainEventMessage<?>) message;
            var payload = event.serializePayload(serializer, byte[].class);
            insert.setString(1, event.getIdentifier());
            insert.setString(2, event.getAggregateIdentifier());
            insert.setLong(3, event.getSequenceNumber());
            insert.setString(4, event.getType());
            insert.setString(5, payload.getType().getName());
            insert.setString(6, payload.getType().getRevision());
            insert.setBytes(7, payload.getData());
            insert.setBytes(8, event.serializeMetaData(serializer, byte[].class).getData());
            insert.setString(9, ((DomainEvent) event.getPayload()).stamp().id());
            insert.addBatch();
        }
        return insert;
    }

    private static EventSchema columns() {
        return EventSchema.builder()
                .eventTable("domain_event")
                .snapshotTable("snapshot_event")
                .globalIndexColumn("global_index")
                .timestampColumn("time_stamp")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
    }
}
