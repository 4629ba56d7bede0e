package dev.agentdesk.trigger.route;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.route.RouteCommand.CreateRoute;
import dev.agentdesk.trigger.route.RouteCommand.DeleteRoute;
import dev.agentdesk.trigger.route.RouteCommand.EditRoute;
import dev.agentdesk.trigger.route.RouteCommand.EraseRoute;
import dev.agentdesk.trigger.route.RouteEvent.BusyPolicyChosen;
import dev.agentdesk.trigger.route.RouteEvent.CorrelationChosen;
import dev.agentdesk.trigger.route.RouteEvent.Erased;
import dev.agentdesk.trigger.route.RouteEvent.FilterReplaced;
import dev.agentdesk.trigger.route.RouteEvent.PaceChosen;
import dev.agentdesk.trigger.route.RouteEvent.PathChosen;
import dev.agentdesk.trigger.route.RouteEvent.PromptReplaced;
import dev.agentdesk.trigger.route.RouteEvent.RouteCreated;
import dev.agentdesk.trigger.route.RouteEvent.RouteDeleted;
import dev.agentdesk.trigger.route.RouteEvent.RouteDisabled;
import dev.agentdesk.trigger.route.RouteEvent.RouteEnabled;
import dev.agentdesk.trigger.route.RouteEvent.RouteErased;
import dev.agentdesk.trigger.route.RouteEvent.RouteRedirected;
import dev.agentdesk.trigger.route.RouteEvent.RouteRenamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a Route: created once for one Connector, edited by those who have seen its present version, gone once
 * deleted, forgotten once erased.
 *
 * <p>Pure. {@link #decide} refuses or returns facts; {@link #evolve} accepts every fact. The version is the number of
 * facts, hence the {@code seq} of the newest.
 */
sealed interface RouteState {

    record Absent() implements RouteState {}

    record Live(long version, RouteCreated creation, RouteSettings settings) implements RouteState {

        private Live with(RouteSettings changed) {
            return new Live(version + 1, creation, changed);
        }

        /** One fact per setting that really changes. */
        private List<RouteEvent> edited(EditRoute command) {
            var facts = new Facts(command);
            var change = command.change();
            facts.add(settings.name(), change.name(), RouteRenamed::new);
            facts.add(settings.workspaceId(), change.workspaceId(), RouteRedirected::new);
            facts.add(orEmpty(settings.path()), change.path(), PathChosen::new);
            facts.add(settings.filter(), change.filter(), FilterReplaced::new);
            facts.add(settings.prompt(), change.prompt(), PromptReplaced::new);
            facts.add(orEmpty(settings.correlation()), change.correlation(), CorrelationChosen::new);
            facts.add(settings.onBusy(), change.onBusy(), BusyPolicyChosen::new);
            facts.add(settings.paced(), change.pace(), PaceChosen::new);
            facts.add(settings.enabled(), change.enabled(), Facts::switched);
            return facts.all;
        }

        private static String orEmpty(@Nullable String text) {
            return Objects.requireNonNullElse(text, "");
        }
    }

    record Deleted() implements RouteState {}

    record Forgotten() implements RouteState {}

    /** Collects the facts of one edit, each with its own stamp. */
    final class Facts {

        private interface Of<T> {
            RouteEvent fact(Stamp stamp, String routeId, T value);
        }

        private final List<RouteEvent> all = new ArrayList<>();
        private final EditRoute command;

        private Facts(EditRoute command) {
            this.command = command;
        }

        private <T> void add(T present, @Nullable T wanted, Of<T> change) {
            if (wanted != null && !wanted.equals(present)) {
                var stamp = all.isEmpty() ? command.stamp() : command.stamp().then(all.size());
                all.add(change.fact(stamp, command.routeId(), wanted));
            }
        }

        private static RouteEvent switched(Stamp stamp, String routeId, boolean on) {
            return on ? new RouteEnabled(stamp, routeId) : new RouteDisabled(stamp, routeId);
        }
    }

    static RouteState initial() {
        return new Absent();
    }

    default List<RouteEvent> decide(RouteCommand command) {
        return switch (command) {
            case CreateRoute create -> create(create);
            case EditRoute edit -> live(edit.expectedVersion()).edited(edit);
            case DeleteRoute delete -> delete(delete);
            case EraseRoute erase -> erase(erase);
        };
    }

    default RouteState evolve(RouteEvent event) {
        return switch (event) {
            case RouteCreated e -> new Live(1, e, e.settings());
            case RouteRenamed e -> changed(e.name(), RouteSettings::withName);
            case RouteRedirected e -> changed(e.workspaceId(), RouteSettings::withWorkspaceId);
            case PathChosen e -> changed(e.path(), RouteSettings::withPath);
            case FilterReplaced e -> changed(e.filter(), RouteSettings::withFilter);
            case CorrelationChosen e -> changed(e.correlation(), RouteSettings::withCorrelation);
            case PromptReplaced e -> changed(e.prompt(), RouteSettings::withPrompt);
            case BusyPolicyChosen e -> changed(e.onBusy(), RouteSettings::withOnBusy);
            case PaceChosen e -> changed(e.pace(), RouteSettings::withPace);
            case RouteEnabled e -> changed(true, RouteSettings::withEnabled);
            case RouteDisabled e -> changed(false, RouteSettings::withEnabled);
            case RouteDeleted e -> this instanceof Forgotten ? this : new Deleted();
            case RouteErased e -> new Forgotten();
            case Erased e -> new Forgotten();
        };
    }

    /** After an erasure later facts still stand in the history; there is nothing left that they could change. */
    private <T> RouteState changed(T value, BiFunction<RouteSettings, T, RouteSettings> change) {
        return switch (this) {
            case Live live -> live.with(change.apply(live.settings(), value));
            case Forgotten forgotten -> forgotten;
            case Absent a -> throw new IllegalStateException("the history of a route does not begin with its creation");
            case Deleted d -> throw new IllegalStateException("the history of a route goes on after its end");
        };
    }

    private List<RouteEvent> create(CreateRoute command) {
        return switch (this) {
            case Absent a ->
                List.of(new RouteCreated(
                        command.stamp(), command.routeId(), command.connectorId(), command.settings()));
            case Live live when isRepeat(command, live.creation()) -> List.of();
            case Live l -> throw idReused();
            case Deleted d -> throw idReused();
            case Forgotten f -> throw idReused();
        };
    }

    private static boolean isRepeat(CreateRoute asked, RouteCreated first) {
        return asked.connectorId().equals(first.connectorId())
                && asked.settings().equals(first.settings());
    }

    private static Rejection idReused() {
        return new Rejection(ProblemCode.ID_REUSED, "Another route has or had this id.");
    }

    private Live live(@Nullable Long expectedVersion) {
        if (!(this instanceof Live live)) {
            throw Rejection.notFound();
        }
        if (expectedVersion != null && expectedVersion != live.version()) {
            throw new Rejection(ProblemCode.PRECONDITION_FAILED, "The route has version " + live.version() + " now.");
        }
        return live;
    }

    private List<RouteEvent> delete(DeleteRoute command) {
        if (this instanceof Deleted) {
            return List.of();
        }
        live(command.expectedVersion());
        return List.of(new RouteDeleted(command.stamp(), command.routeId()));
    }

    private List<RouteEvent> erase(EraseRoute command) {
        return switch (this) {
            case Absent a -> throw Rejection.notFound();
            case Forgotten f -> List.of();
            case Live l -> List.of(new RouteErased(command.stamp(), command.routeId()));
            case Deleted d -> List.of(new RouteErased(command.stamp(), command.routeId()));
        };
    }
}
