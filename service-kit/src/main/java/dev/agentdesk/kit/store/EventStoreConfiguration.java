package dev.agentdesk.kit.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.readmodel.InAppend;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.readmodel.Replay;
import dev.agentdesk.kit.security.KeyFiles;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Puts the event store of a service together, by hand: nothing here is found by scanning or chosen by a class path. */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    /** Keys and idempotency rows are read and written beside an append; two connections serve them all. */
    private static final int SIDE_CONNECTIONS = 2;

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider axonConnectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean(defaultCandidate = false, destroyMethod = "close")
    @Qualifier("sidePool")
    HikariDataSource sidePool(DataSourceProperties database) {
        var pool = database.initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        pool.setMaximumPoolSize(SIDE_CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setPoolName("side");
        return pool;
    }

    @Bean
    DataKeys dataKeys(@Qualifier("sidePool") DataSource sidePool, KeyFiles keys, Clock clock) {
        return new DataKeys(sidePool, keys.masterKey(), clock);
    }

    @Bean
    SealedTexts sealedTexts(DataKeys keys) {
        return new SealedTexts(keys);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("storedJson")
    JsonMapper storedJson() {
        return StoredJson.mapper();
    }

    @Bean
    EventSerializer eventSerializer(EventTypes types, DataKeys keys, @Qualifier("storedJson") JsonMapper json) {
        return new EventSerializer(types, keys, json);
    }

    @Bean
    OpenAndUpcast openAndUpcast(EventTypes types, DataKeys keys, @Qualifier("storedJson") JsonMapper json) {
        return new OpenAndUpcast(types, keys, json);
    }

    @Bean
    EventLog eventLog(JdbcClient jdbc, EventSerializer serializer, OpenAndUpcast upcaster) {
        return new EventLog(jdbc, serializer, upcaster);
    }

    @Bean
    EventEngine eventEngine(
            EventSerializer serializer,
            OpenAndUpcast upcaster,
            EventTypes types,
            ConnectionProvider connections,
            TransactionManager transactions,
            MeterRegistry meters,
            FaultPoints faults) {
        return EventEngine.create(serializer, upcaster, types, connections, transactions, meters, faults);
    }

    @Bean
    public Wakeup wakeup(DataSourceProperties database) {
        return new Wakeup(database);
    }

    @Bean
    EventTail eventTail(EventEngine engine, JdbcClient jdbc, Wakeup wakeup) {
        return new EventTail(engine, jdbc, wakeup);
    }

    @Bean
    Replay replay(EventEngine engine) {
        return position -> {
            try (var events = engine.readEvents(position, false)) {
                List<TrackedEventMessage<?>> batch = events.<TrackedEventMessage<?>>map(event -> event)
                        .limit(EventEngine.BATCH)
                        .toList();
                return new Replay.Batch(
                        batch.stream().map(Messages::recorded).toList(),
                        batch.isEmpty() ? position : batch.getLast().trackingToken());
            }
        };
    }

    @Bean
    WakingEventStore eventStore(
            EventEngine engine,
            Wakeup wakeup,
            FaultPoints faults,
            ObjectProvider<ReadModel> models,
            ObjectProvider<InAppend> inAppend,
            JdbcClient jdbc) {
        var store = new WakingEventStore(engine, wakeup, faults);
        var inline = models.orderedStream()
                .filter(model -> model.kind() == ReadModel.Kind.INLINE)
                .toList();
        var steps = inAppend.orderedStream().toList();
        store.subscribe(events -> inTheAppend(events, inline, steps, jdbc));
        return store;
    }

    private static void inTheAppend(
            List<? extends EventMessage<?>> events, List<ReadModel> models, List<InAppend> steps, JdbcClient jdbc) {
        for (var message : events) {
            var recorded = Messages.recorded(message);
            models.forEach(model -> model.apply(recorded, jdbc));
            steps.forEach(step -> step.appended(recorded, jdbc));
        }
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService snapshotExecutor() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("snapshots").factory());
    }

    @Bean
    Commands commands(
            WakingEventStore store,
            TransactionManager transactions,
            @Qualifier("snapshotExecutor") ExecutorService snapshots,
            ObjectProvider<AggregateType<?>> types) {
        var bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        return new Aggregates(bus, store, transactions, snapshots)
                .subscribe(types.orderedStream().toList());
    }
}
