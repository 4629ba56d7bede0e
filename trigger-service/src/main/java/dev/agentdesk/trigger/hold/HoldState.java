package dev.agentdesk.trigger.hold;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.hold.HoldCommand.EraseHold;
import dev.agentdesk.trigger.hold.HoldCommand.LiftHold;
import dev.agentdesk.trigger.hold.HoldCommand.PlaceHold;
import dev.agentdesk.trigger.hold.HoldEvent.Erased;
import dev.agentdesk.trigger.hold.HoldEvent.HoldErased;
import dev.agentdesk.trigger.hold.HoldEvent.HoldExplained;
import dev.agentdesk.trigger.hold.HoldEvent.HoldLifted;
import dev.agentdesk.trigger.hold.HoldEvent.HoldPlaced;
import java.util.List;

/** The rules of a Hold: placed once, lifted once. Pure. */
sealed interface HoldState {

    record Absent() implements HoldState {}

    record Standing(HoldTerms terms) implements HoldState {}

    record Lifted(HoldTerms terms) implements HoldState {}

    record Forgotten() implements HoldState {}

    static HoldState initial() {
        return new Absent();
    }

    default List<HoldEvent> decide(HoldCommand command) {
        return switch (command) {
            case PlaceHold place -> place(place);
            case LiftHold lift -> lift(lift);
            case EraseHold erase -> erase(erase);
        };
    }

    default HoldState evolve(HoldEvent event) {
        return switch (event) {
            case HoldPlaced e -> new Standing(e.terms());
            case HoldLifted e when this instanceof Standing standing -> new Lifted(standing.terms());
            case HoldLifted e when this instanceof Forgotten -> this;
            case HoldLifted e -> throw new IllegalStateException("a hold was lifted that did not stand");
            case HoldExplained e -> this;
            case HoldErased e -> new Forgotten();
            case Erased e -> this;
        };
    }

    private List<HoldEvent> place(PlaceHold place) {
        return switch (this) {
            case Absent a ->
                List.of(
                        new HoldPlaced(place.stamp(), place.holdId(), place.terms()),
                        new HoldExplained(place.stamp().then(1), place.holdId(), place.reason()));
            case Standing standing when standing.terms().equals(place.terms()) -> List.of();
            case Standing s -> throw idReused();
            case Lifted l -> throw idReused();
            case Forgotten f -> throw idReused();
        };
    }

    private static Rejection idReused() {
        return new Rejection(ProblemCode.ID_REUSED, "Another hold has or had this id.");
    }

    private List<HoldEvent> lift(LiftHold lift) {
        return switch (this) {
            case Absent a -> throw Rejection.notFound();
            case Standing s -> List.of(new HoldLifted(lift.stamp(), lift.holdId()));
            case Lifted l -> List.of();
            case Forgotten f -> throw Rejection.notFound();
        };
    }

    private List<HoldEvent> erase(EraseHold erase) {
        return switch (this) {
            case Absent a -> throw Rejection.notFound();
            case Forgotten f -> List.of();
            case Standing s -> List.of(new HoldErased(erase.stamp(), erase.holdId()));
            case Lifted l -> List.of(new HoldErased(erase.stamp(), erase.holdId()));
        };
    }
}
