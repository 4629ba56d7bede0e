package dev.agentdesk.trigger.connector;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.connector.ConnectorCommand.CreateConnector;
import dev.agentdesk.trigger.connector.ConnectorCommand.DeleteConnector;
import dev.agentdesk.trigger.connector.ConnectorCommand.EditConnector;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorCreated;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorDeleted;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorDisabled;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorEnabled;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorRenamed;
import dev.agentdesk.trigger.connector.ConnectorEvent.DoorChanged;
import dev.agentdesk.trigger.connector.ConnectorEvent.IntakeChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a Connector: it is created once, edited by those who have seen its present version, and gone once
 * deleted.
 *
 * <p>Pure. {@link #decide} refuses or returns facts; {@link #evolve} accepts every fact. The version is the number of
 * facts, hence the {@code seq} of the newest.
 */
sealed interface ConnectorState {

    record Absent() implements ConnectorState {}

    record Live(
            long version,
            ConnectorCreated creation,
            String name,
            Intake intake,
            @Nullable Door door,
            boolean enabled) implements ConnectorState {

        private Live with(String name, Intake intake, @Nullable Door door, boolean enabled) {
            return new Live(version + 1, creation, name, intake, door, enabled);
        }

        /** One fact per setting that really changes. */
        private List<ConnectorEvent> edited(EditConnector command) {
            var id = command.connectorId();
            var events = new ArrayList<ConnectorEvent>();
            if (command.name() != null && !command.name().equals(name)) {
                events.add(new ConnectorRenamed(command.stamp(), id, command.name()));
            }
            var wanted = new Intake(
                    Objects.requireNonNullElse(command.sources(), intake.sources()),
                    Objects.requireNonNullElse(command.types(), intake.types()));
            if (!wanted.equals(intake)) {
                events.add(new IntakeChanged(nth(command, events.size()), id, wanted));
            }
            var wantedDoor = command.door();
            if (wantedDoor != null && door != null && !wantedDoor.equals(door)) {
                events.add(new DoorChanged(nth(command, events.size()), id, wantedDoor, door.retiredBy(wantedDoor)));
            }
            if (command.enabled() != null && command.enabled() != enabled) {
                var stamp = nth(command, events.size());
                events.add(command.enabled() ? new ConnectorEnabled(stamp, id) : new ConnectorDisabled(stamp, id));
            }
            return events;
        }

        private static Stamp nth(EditConnector command, int n) {
            return n == 0 ? command.stamp() : command.stamp().then(n);
        }
    }

    record Deleted() implements ConnectorState {}

    static ConnectorState initial() {
        return new Absent();
    }

    default List<ConnectorEvent> decide(ConnectorCommand command) {
        return switch (command) {
            case CreateConnector create -> create(create);
            case EditConnector edit -> live(edit.expectedVersion()).edited(edit);
            case DeleteConnector delete -> delete(delete);
        };
    }

    default ConnectorState evolve(ConnectorEvent event) {
        return switch (event) {
            case ConnectorCreated e -> new Live(1, e, e.name(), e.intake(), e.door(), e.enabled());
            case ConnectorRenamed e -> was().with(e.name(), was().intake(), was().door(), was().enabled());
            case IntakeChanged e -> was().with(was().name(), e.intake(), was().door(), was().enabled());
            case DoorChanged e -> was().with(was().name(), was().intake(), e.door(), was().enabled());
            case ConnectorEnabled e -> was().with(was().name(), was().intake(), was().door(), true);
            case ConnectorDisabled e -> was().with(was().name(), was().intake(), was().door(), false);
            case ConnectorDeleted e -> new Deleted();
        };
    }

    private Live was() {
        if (this instanceof Live live) {
            return live;
        }
        throw new IllegalStateException("the history of a connector goes on without its creation");
    }

    private List<ConnectorEvent> create(CreateConnector command) {
        var created = new ConnectorCreated(
                command.stamp(),
                command.connectorId(),
                command.kind(),
                command.name(),
                command.intake(),
                command.door(),
                command.enabled());
        return switch (this) {
            case Absent a -> List.of(created);
            case Live live when isRepeat(created, live.creation()) -> List.of();
            case Live l -> throw new Rejection(ProblemCode.ID_REUSED, "Another connector has this id.");
            case Deleted d -> throw new Rejection(ProblemCode.ID_REUSED, "A deleted connector has this id.");
        };
    }

    private static boolean isRepeat(ConnectorCreated asked, ConnectorCreated first) {
        return asked.kind() == first.kind()
                && asked.name().equals(first.name())
                && asked.intake().equals(first.intake())
                && Objects.equals(asked.door(), first.door())
                && asked.enabled() == first.enabled();
    }

    private Live live(@Nullable Long expectedVersion) {
        if (!(this instanceof Live live)) {
            throw Rejection.notFound();
        }
        if (expectedVersion != null && expectedVersion != live.version()) {
            throw new Rejection(
                    ProblemCode.PRECONDITION_FAILED, "The connector has version " + live.version() + " now.");
        }
        return live;
    }

    private List<ConnectorEvent> delete(DeleteConnector command) {
        if (this instanceof Deleted) {
            return List.of();
        }
        live(command.expectedVersion());
        return List.of(new ConnectorDeleted(command.stamp(), command.connectorId()));
    }
}
