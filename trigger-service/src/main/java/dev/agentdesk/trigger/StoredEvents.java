package dev.agentdesk.trigger;

import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.trigger.connector.ConnectorEvent;
import dev.agentdesk.trigger.delivery.DeliveryEvent;
import dev.agentdesk.trigger.erasure.AutomationEvent;
import dev.agentdesk.trigger.route.RouteEvent;
import dev.agentdesk.trigger.schedule.Schedule;
import dev.agentdesk.trigger.schedule.ScheduleEvent;
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
                .type(DeliveryEvent.RunFailed.class, "RunFailed", 1)
                .type(DeliveryEvent.RunOpened.class, "RunOpened", 1)
                .type(DeliveryEvent.RunFinished.class, "RunFinished", 1)
                .type(DeliveryEvent.RunRefused.class, "RunRefused", 1)
                .type(DeliveryEvent.DeliveryErased.class, "DeliveryErased", 1)
                .erased("dlv", DeliveryEvent.Erased.class, "DeliveryContentErased");
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
