package dev.agentdesk.trigger.subscription;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.CreateSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.DeleteSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.EditSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.PauseSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.AddressReplaced;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.Erased;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SecretsReplaced;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SelectionChosen;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionCreated;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionDeleted;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionDisabled;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionEnabled;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionPaused;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionResumed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a Subscription: created once, edited by those who have seen its present version, paused by its
 * receiver's failures, gone once deleted.
 *
 * <p>Pure. {@link #decide} refuses or returns facts; {@link #evolve} accepts every fact. The version is the number of
 * facts, hence the {@code seq} of the newest. To enable it also ends a pause.
 */
sealed interface SubscriptionState {

    record Absent() implements SubscriptionState {}

    record Live(
            long version,
            SubscriptionCreated creation,
            SubscriptionSettings settings,
            @Nullable PauseCode paused) implements SubscriptionState {

        private Live with(SubscriptionSettings changed) {
            return new Live(version + 1, creation, changed, paused);
        }

        private Live paused(@Nullable PauseCode code) {
            return new Live(version + 1, creation, settings, code);
        }

        /** One fact per setting that really changes. */
        private List<SubscriptionEvent> edited(EditSubscription command) {
            var facts = new Facts(command);
            var change = command.change();
            facts.add(settings.address(), change.address(), AddressReplaced::new);
            facts.add(settings.selection(), change.selection(), SelectionChosen::new);
            facts.add(
                    settings.secretIds(),
                    change.secretIds(),
                    (stamp, id, ids) -> new SecretsReplaced(stamp, id, ids, retired(ids)));
            facts.add(settings.enabled(), change.enabled(), Facts::switched);
            if (paused != null && Boolean.TRUE.equals(change.enabled())) {
                facts.add(false, true, (stamp, id, resumed) -> new SubscriptionResumed(stamp, id));
            }
            return facts.all;
        }

        private List<String> retired(List<String> next) {
            return settings.secretIds().stream()
                    .filter(id -> !next.contains(id))
                    .toList();
        }
    }

    record Deleted() implements SubscriptionState {}

    /** Collects the facts of one edit, each with its own stamp. */
    final class Facts {

        private interface Of<T> {
            SubscriptionEvent fact(Stamp stamp, String id, T value);
        }

        private final List<SubscriptionEvent> all = new ArrayList<>();
        private final EditSubscription command;

        private Facts(EditSubscription command) {
            this.command = command;
        }

        private <T> void add(T present, @Nullable T wanted, Of<T> change) {
            if (wanted != null && !wanted.equals(present)) {
                var stamp = all.isEmpty() ? command.stamp() : command.stamp().then(all.size());
                all.add(change.fact(stamp, command.subscriptionId(), wanted));
            }
        }

        private static SubscriptionEvent switched(Stamp stamp, String id, boolean on) {
            return on ? new SubscriptionEnabled(stamp, id) : new SubscriptionDisabled(stamp, id);
        }
    }

    static SubscriptionState initial() {
        return new Absent();
    }

    default List<SubscriptionEvent> decide(SubscriptionCommand command) {
        return switch (command) {
            case CreateSubscription create -> create(create);
            case EditSubscription edit -> live(edit.expectedVersion()).edited(edit);
            case PauseSubscription pause -> pause(pause);
            case DeleteSubscription delete -> delete(delete);
        };
    }

    default SubscriptionState evolve(SubscriptionEvent event) {
        return switch (event) {
            case SubscriptionCreated e -> new Live(1, e, e.settings(), null);
            case AddressReplaced e ->
                changed(was -> new SubscriptionSettings(e.address(), was.selection(), was.secretIds(), was.enabled()));
            case SelectionChosen e ->
                changed(was -> new SubscriptionSettings(was.address(), e.selection(), was.secretIds(), was.enabled()));
            case SecretsReplaced e ->
                changed(was -> new SubscriptionSettings(was.address(), was.selection(), e.secretIds(), was.enabled()));
            case SubscriptionEnabled e -> changed(was -> switched(was, true));
            case SubscriptionDisabled e -> changed(was -> switched(was, false));
            case SubscriptionPaused e -> this instanceof Live live ? live.paused(e.code()) : this;
            case SubscriptionResumed e -> this instanceof Live live ? live.paused(null) : this;
            case SubscriptionDeleted e -> new Deleted();
            case Erased e -> new Deleted();
        };
    }

    private static SubscriptionSettings switched(SubscriptionSettings was, boolean on) {
        return new SubscriptionSettings(was.address(), was.selection(), was.secretIds(), on);
    }

    /**
     * Once its key is destroyed later facts still stand in the history; there is nothing left that they could change.
     */
    private SubscriptionState changed(UnaryOperator<SubscriptionSettings> change) {
        return switch (this) {
            case Live live -> live.with(change.apply(live.settings()));
            case Deleted deleted -> deleted;
            case Absent a ->
                throw new IllegalStateException("the history of a subscription does not begin with its creation");
        };
    }

    private List<SubscriptionEvent> create(CreateSubscription command) {
        return switch (this) {
            case Absent a ->
                List.of(new SubscriptionCreated(
                        command.stamp(), command.subscriptionId(), command.seesAll(), command.settings()));
            case Live live when live.creation().settings().equals(command.settings()) -> List.of();
            case Live l -> throw idReused();
            case Deleted d -> throw idReused();
        };
    }

    private static Rejection idReused() {
        return new Rejection(ProblemCode.ID_REUSED, "Another subscription has or had this id.");
    }

    /** A repeat, and one that comes late, lead to nothing. */
    private List<SubscriptionEvent> pause(PauseSubscription command) {
        return this instanceof Live live && live.settings().enabled() && live.paused() == null
                ? List.of(new SubscriptionPaused(command.stamp(), command.subscriptionId(), command.code()))
                : List.of();
    }

    private Live live(@Nullable Long expectedVersion) {
        if (!(this instanceof Live live)) {
            throw Rejection.notFound();
        }
        if (expectedVersion != null && !Objects.equals(expectedVersion, live.version())) {
            throw new Rejection(
                    ProblemCode.PRECONDITION_FAILED, "The subscription has version " + live.version() + " now.");
        }
        return live;
    }

    private List<SubscriptionEvent> delete(DeleteSubscription command) {
        if (this instanceof Deleted) {
            return List.of();
        }
        live(command.expectedVersion());
        return List.of(new SubscriptionDeleted(command.stamp(), command.subscriptionId()));
    }
}
