package dev.agentdesk.trigger;

import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.trigger.connector.ConnectorEvent;
import dev.agentdesk.trigger.delivery.DeliveryEvent;
import dev.agentdesk.trigger.erasure.AutomationEvent;
import dev.agentdesk.trigger.hold.HoldEvent;
import dev.agentdesk.trigger.route.RouteEvent;
import dev.agentdesk.trigger.schedule.Schedule;
import dev.agentdesk.trigger.schedule.ScheduleEvent;
import dev.agentdesk.trigger.subscription.SubscriptionEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything that this service stores, under the names that stay for ever. */
@Configuration(proxyBeanMethods = false)
class StoredEvents {

    @Bean
    EventTypes eventTypes() {
        var types = EventTypes.builder("trigger");
        connectors(types);
        routes(types);
        deliveries(types);
        schedules(types);
        holds(types);
        subscriptions(types);
        types.type(AutomationEvent.AutomationErased.class, "AutomationErased", 1);
        return types.build();
    }

    private static void connectors(EventTypes.Builder types) {
        types.type(ConnectorEvent.ConnectorCreated.class, "ConnectorCreated", 1)
                .type(ConnectorEvent.ConnectorRenamed.class, "ConnectorRenamed", 1)
                .type(ConnectorEvent.IntakeChanged.class, "IntakeChanged", 1)
                .type(ConnectorEvent.DoorChanged.class, "DoorChanged", 1)
                .type(ConnectorEvent.ConnectorEnabled.class, "ConnectorEnabled", 1)
                .type(ConnectorEvent.ConnectorDisabled.class, "ConnectorDisabled", 1)
                .type(ConnectorEvent.ConnectorDeleted.class, "ConnectorDeleted", 1);
    }

    private static void routes(EventTypes.Builder types) {
        types.sealed(RouteEvent.RouteCreated.class, "RouteCreated", 1)
                .sealed(RouteEvent.RouteRenamed.class, "RouteRenamed", 1)
                .sealed(RouteEvent.PathChosen.class, "PathChosen", 1)
                .sealed(RouteEvent.FilterReplaced.class, "FilterReplaced", 1)
                .sealed(RouteEvent.CorrelationChosen.class, "CorrelationChosen", 1)
                .sealed(RouteEvent.PromptReplaced.class, "PromptReplaced", 1)
                .type(RouteEvent.RouteRedirected.class, "RouteRedirected", 1)
                .type(RouteEvent.BusyPolicyChosen.class, "BusyPolicyChosen", 1)
                .type(RouteEvent.PaceChosen.class, "PaceChosen", 1)
                .type(RouteEvent.RouteEnabled.class, "RouteEnabled", 1)
                .type(RouteEvent.RouteDisabled.class, "RouteDisabled", 1)
                .type(RouteEvent.RouteDeleted.class, "RouteDeleted", 1)
                .type(RouteEvent.RouteErased.class, "RouteErased", 1)
                .erased("rte", RouteEvent.Erased.class, "RouteContentErased");
    }

    private static void deliveries(EventTypes.Builder types) {
        types.type(DeliveryEvent.DeliveryReceived.class, "DeliveryReceived", 1)
                .type(DeliveryEvent.ConflictDetected.class, "ConflictDetected", 1)
                .sealed(DeliveryEvent.PayloadKept.class, "PayloadKept", 1)
                .type(DeliveryEvent.DeliveryRouted.class, "DeliveryRouted", 1)
                .type(DeliveryEvent.RoutingFailed.class, "RoutingFailed", 1)
                .sealed(DeliveryEvent.GroundsKept.class, "GroundsKept", 1)
                .sealed(DeliveryEvent.PromptRendered.class, "PromptRendered", 1)
                .type(DeliveryEvent.RunFired.class, "RunFired", 1)
                .type(DeliveryEvent.RunDelayed.class, "RunDelayed", 1)
                .type(DeliveryEvent.RunDebounced.class, "RunDebounced", 1)
                .type(DeliveryEvent.RunFailed.class, "RunFailed", 1)
                .type(DeliveryEvent.RunOpened.class, "RunOpened", 1)
                .type(DeliveryEvent.RunFinished.class, "RunFinished", 1)
                .type(DeliveryEvent.RunRefused.class, "RunRefused", 1)
                .type(DeliveryEvent.DeliveryExpired.class, "DeliveryExpired", 1)
                .type(DeliveryEvent.DeliveryErased.class, "DeliveryErased", 1)
                .erased("dlv", DeliveryEvent.Erased.class, "DeliveryContentErased");
    }

    private static void holds(EventTypes.Builder types) {
        types.type(HoldEvent.HoldPlaced.class, "HoldPlaced", 1)
                .sealed(HoldEvent.HoldExplained.class, "HoldExplained", 1)
                .type(HoldEvent.HoldLifted.class, "HoldLifted", 1)
                .type(HoldEvent.HoldErased.class, "HoldErased", 1)
                .erased("hld", HoldEvent.Erased.class, "HoldReasonErased");
    }

    private static void subscriptions(EventTypes.Builder types) {
        types.sealed(SubscriptionEvent.SubscriptionCreated.class, "SubscriptionCreated", 1)
                .sealed(SubscriptionEvent.AddressReplaced.class, "AddressReplaced", 1)
                .type(SubscriptionEvent.SelectionChosen.class, "SelectionChosen", 1)
                .type(SubscriptionEvent.SecretsReplaced.class, "SecretsReplaced", 1)
                .type(SubscriptionEvent.SubscriptionEnabled.class, "SubscriptionEnabled", 1)
                .type(SubscriptionEvent.SubscriptionDisabled.class, "SubscriptionDisabled", 1)
                .type(SubscriptionEvent.SubscriptionPaused.class, "SubscriptionPaused", 1)
                .type(SubscriptionEvent.SubscriptionResumed.class, "SubscriptionResumed", 1)
                .type(SubscriptionEvent.SubscriptionDeleted.class, "SubscriptionDeleted", 1)
                .erased("sub", SubscriptionEvent.Erased.class, "SubscriptionContentErased");
    }

    private static void schedules(EventTypes.Builder types) {
        types.sealed(ScheduleEvent.ScheduleCreated.class, "ScheduleCreated", 1)
                .sealed(ScheduleEvent.ScheduleRenamed.class, "ScheduleRenamed", 1)
                .sealed(ScheduleEvent.TaskReplaced.class, "TaskReplaced", 1)
                .type(ScheduleEvent.TimingReplaced.class, "TimingReplaced", 1)
                .type(ScheduleEvent.PolicyChosen.class, "PolicyChosen", 1)
                .type(ScheduleEvent.ScheduleEnabled.class, "ScheduleEnabled", 1)
                .type(ScheduleEvent.ScheduleDisabled.class, "ScheduleDisabled", 1)
                .sealed(ScheduleEvent.SchedulePaused.class, "SchedulePaused", 1)
                .type(ScheduleEvent.ScheduleResumed.class, "ScheduleResumed", 1)
                .type(ScheduleEvent.TickPlanned.class, "TickPlanned", 1)
                .type(ScheduleEvent.TickFired.class, "TickFired", 1)
                .type(ScheduleEvent.TickBuffered.class, "TickBuffered", 1)
                .type(ScheduleEvent.TicksPassed.class, "TicksPassed", 1)
                .type(ScheduleEvent.BackfillAsked.class, "BackfillAsked", 1)
                .type(ScheduleEvent.BufferDropped.class, "BufferDropped", 1)
                .type(ScheduleEvent.TickOpened.class, "TickOpened", 1)
                .type(ScheduleEvent.TickFinished.class, "TickFinished", 1)
                .type(ScheduleEvent.TickRefused.class, "TickRefused", 1)
                .type(ScheduleEvent.ScheduleDeleted.class, "ScheduleDeleted", 1)
                .type(ScheduleEvent.ScheduleErased.class, "ScheduleErased", 1)
                .erased("sch", ScheduleEvent.Erased.class, "ScheduleContentErased")
                .snapshot(Schedule.class, "Schedule", Schedule.SNAPSHOT_REVISION);
    }
}
