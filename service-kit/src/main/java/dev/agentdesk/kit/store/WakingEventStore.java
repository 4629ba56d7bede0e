package dev.agentdesk.kit.store;

import dev.agentdesk.kit.fault.FaultPoints;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** The event store that says when it committed, so that nobody has to poll. */
final class WakingEventStore extends EmbeddedEventStore {

    private final Wakeup wakeup;
    private final FaultPoints faults;

    WakingEventStore(EventEngine engine, Wakeup wakeup, FaultPoints faults) {
        super(EmbeddedEventStore.builder().storageEngine(engine).optimizeEventConsumption(false));
        this.wakeup = wakeup;
        this.faults = faults;
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        faults.at("append.committed");
        wakeup.committed();
    }
}
