package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.HttpCall;
import dev.agentdesk.trigger.delivery.Decision.Grounds;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a {@link Delivery}; private to this service.
 *
 * <p>Facts and content are apart: {@link PayloadKept}, {@link GroundsKept} and {@link PromptRendered} are sealed and
 * can be erased, all others hold ids, times, codes and digests.
 */
public sealed interface DeliveryEvent extends DomainEvent {

    String deliveryId();

    @Override
    default String aggregateId() {
        return deliveryId();
    }

    record DeliveryReceived(Stamp stamp, String deliveryId, Arrival arrival) implements DeliveryEvent {}

    record ConflictDetected(Stamp stamp, String deliveryId, String firstDeliveryId, Arrival arrival)
            implements DeliveryEvent {}

    /**
     * Sealed.
     *
     * @param http how it came, if by a webhook
     */
    record PayloadKept(
            Stamp stamp,
            String deliveryId,
            CloudEvent event,
            @Nullable HttpCall http) implements DeliveryEvent {}

    record DeliveryRouted(Stamp stamp, String deliveryId, List<Verdict> verdicts) implements DeliveryEvent {}

    record RoutingFailed(Stamp stamp, String deliveryId, String code) implements DeliveryEvent {}

    /** Sealed. */
    record GroundsKept(Stamp stamp, String deliveryId, List<Grounds> grounds) implements DeliveryEvent {}

    /** Sealed. */
    record PromptRendered(Stamp stamp, String deliveryId, String runId, String title, String prompt)
            implements DeliveryEvent {}

    /** @param sessionId the Session that it shares with other runs; null: one of its own */
    record RunFired(
            Stamp stamp,
            String deliveryId,
            String runId,
            String connectorId,
            String routeId,
            long routeVersion,
            String workspaceId,
            String onBusy,
            @Nullable String sessionId)
            implements DeliveryEvent {}

    /**
     * A run waits until nothing of its kind came for {@code quiet}; how it starts is settled.
     *
     * @param key recognises what is of its kind
     */
    record RunDelayed(
            Stamp stamp,
            String deliveryId,
            String runId,
            String connectorId,
            String routeId,
            long routeVersion,
            String workspaceId,
            String onBusy,
            @Nullable String sessionId,
            String key,
            Duration quiet)
            implements DeliveryEvent {}

    /** A run that waited never starts: a newer one takes its place. */
    record RunDebounced(Stamp stamp, String deliveryId, String runId, String byRunId) implements DeliveryEvent {}

    record RunFailed(
            Stamp stamp, String deliveryId, String runId, String routeId, String workspaceId, String code, String text)
            implements DeliveryEvent {}

    record RunOpened(Stamp stamp, String deliveryId, String runId, String sessionId) implements DeliveryEvent {}

    record RunFinished(
            Stamp stamp,
            String deliveryId,
            String runId,
            String sessionId,
            @Nullable String turnId,
            String stopReason,
            @Nullable String costUsd)
            implements DeliveryEvent {}

    record RunRefused(Stamp stamp, String deliveryId, String runId, String code) implements DeliveryEvent {}

    /** Kept long enough. */
    record DeliveryExpired(Stamp stamp, String deliveryId) implements DeliveryEvent {}

    record DeliveryErased(Stamp stamp, String deliveryId, String workspaceId) implements DeliveryEvent {}

    /** Stands where a sealed event was whose key is destroyed. */
    record Erased(Stamp stamp, String deliveryId, String was) implements DeliveryEvent {}
}
