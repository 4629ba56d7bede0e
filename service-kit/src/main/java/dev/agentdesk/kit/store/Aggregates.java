package dev.agentdesk.kit.store;

import dev.agentdesk.kit.command.AxonCommands;
import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.command.Commands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Subscribes every {@link AggregateType} to the command bus. No cache: a cached state answers stale beside a replica.
 */
final class Aggregates {

    private final CommandBus bus;
    private final EventStore store;
    private final TransactionManager transactions;
    private final ExecutorService snapshots;

    Aggregates(CommandBus bus, EventStore store, TransactionManager transactions, ExecutorService snapshots) {
        this.bus = bus;
        this.store = store;
        this.transactions = transactions;
        this.snapshots = snapshots;
    }

    Commands subscribe(List<? extends AggregateType<?>> types) {
        Map<Class<? extends Command>, String> names = new HashMap<>();
        for (var type : types) {
            subscribe(type);
            names.put(type.commands(), type.commandName());
        }
        return new AxonCommands(bus, names);
    }

    private <A> void subscribe(AggregateType<A> type) {
        var repository = EventSourcingRepository.builder(type.type())
                .eventStore(store)
                .snapshotTriggerDefinition(trigger(type))
                .build();
        AggregateAnnotationCommandHandler.<A>builder()
                .aggregateType(type.type())
                .repository(repository)
                .commandTargetResolver(Aggregates::target)
                .build()
                .subscribe(bus);
    }

    private <A> SnapshotTriggerDefinition trigger(AggregateType<A> type) {
        if (type.snapshotEvery() == null) {
            return NoSnapshotTriggerDefinition.INSTANCE;
        }
        var snapshotter = AggregateSnapshotter.builder()
                .eventStore(store)
                .aggregateFactories(new GenericAggregateFactory<>(type.type()))
                .executor(snapshots)
                .transactionManager(transactions)
                .build();
        return new EventCountSnapshotTriggerDefinition(snapshotter, type.snapshotEvery());
    }

    private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        return new VersionedAggregateIdentifier(((Command) message.getPayload()).aggregateId(), null);
    }
}
