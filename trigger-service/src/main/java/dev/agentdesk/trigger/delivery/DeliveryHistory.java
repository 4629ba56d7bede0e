package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.HttpCall;
import dev.agentdesk.trigger.delivery.Decision.Grounds;
import dev.agentdesk.trigger.delivery.DeliveryEvent.ConflictDetected;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryReceived;
import dev.agentdesk.trigger.delivery.DeliveryEvent.GroundsKept;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PayloadKept;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PromptRendered;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The content of Deliveries, read from the log, where it is sealed; nothing of it where it was erased. */
@Component
public class DeliveryHistory {

    private final EventLog log;

    DeliveryHistory(EventLog log) {
        this.log = log;
    }

    /** The event as it came. */
    public Optional<CloudEvent> event(String deliveryId) {
        return kept(deliveryId).map(PayloadKept::event);
    }

    /** How and with what depth it came; empty if there is none. */
    public Optional<DeliveryReceived> received(String deliveryId) {
        return read(deliveryId, "trigger.DeliveryReceived", DeliveryReceived.class)
                .findFirst();
    }

    /** The arrival of a delivery whose id another one had. */
    public Optional<ConflictDetected> conflict(String deliveryId) {
        return read(deliveryId, "trigger.ConflictDetected", ConflictDetected.class)
                .findFirst();
    }

    /** How it came, if by a webhook. */
    public Optional<HttpCall> http(String deliveryId) {
        return kept(deliveryId).flatMap(kept -> Optional.ofNullable(kept.http()));
    }

    /** The event as it came, with how it came. */
    public Optional<PayloadKept> kept(String deliveryId) {
        return read(deliveryId, "trigger.PayloadKept", PayloadKept.class).findFirst();
    }

    /** Why each route decided as it did. */
    public List<Grounds> grounds(String deliveryId) {
        return read(deliveryId, "trigger.GroundsKept", GroundsKept.class)
                .flatMap(kept -> kept.grounds().stream())
                .toList();
    }

    /** What a run asks of its Workspace. */
    public Optional<PromptRendered> prompt(String deliveryId, String runId) {
        return read(deliveryId, "trigger.PromptRendered", PromptRendered.class)
                .filter(prompt -> prompt.runId().equals(runId))
                .findFirst();
    }

    private <E extends DeliveryEvent> Stream<E> read(String deliveryId, String type, Class<E> event) {
        return log.after(deliveryId, 0, EventLog.MOST, Set.of(type)).stream()
                .map(recorded -> recorded.event())
                .filter(event::isInstance)
                .map(event::cast);
    }
}
