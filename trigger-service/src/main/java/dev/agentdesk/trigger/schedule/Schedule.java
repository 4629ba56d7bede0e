package dev.agentdesk.trigger.schedule;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link ScheduleState} between the framework and the rules; holds no rule of its own. */
public final class Schedule {

    /** The form of its snapshots; raise it with every change of {@link ScheduleState}. */
    public static final int SNAPSHOT_REVISION = 1;

    @AggregateIdentifier
    private @Nullable String id;

    private ScheduleState state = ScheduleState.initial();

    Schedule() {}

    @CommandHandler(commandName = ScheduleCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<ScheduleEvent> handle(ScheduleCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(ScheduleEvent event) {
        id = event.scheduleId();
        state = state.evolve(event);
    }
}
