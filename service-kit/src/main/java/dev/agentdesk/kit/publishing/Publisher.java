package dev.agentdesk.kit.publishing;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.store.Messages;
import dev.agentdesk.kit.store.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the facts of a service at least once, in order per stream, as CloudEvents in binary mode.
 *
 * <p>A batch is sent, its acknowledgements are awaited, then its token is stored: a crash in between publishes the
 * batch again, with the same {@code ce_id}s. While the broker is away the token stands still and nothing is lost.
 */
public final class Publisher implements EventMessageHandler {

    /** Also the name of its processor. */
    public static final String NAME = "publisher";

    /** After this the batch counts as failed and is sent again. */
    private static final int ACK_TIMEOUT_S = 15;

    private static final String IN_FLIGHT = Publisher.class.getName();

    private final Translator translator;
    private final PublishingPipe pipe;

    public Publisher(Translator translator, PublishingPipe pipe) {
        this.translator = translator;
        this.pipe = pipe;
    }

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        var recorded = Messages.recorded(message);
        translator.translate(recorded).ifPresent(fact -> send(recorded, fact));
        return null;
    }

    private void send(Recorded recorded, Object fact) {
        pipe.faults().at("publish.before");
        var sent = pipe.send(toRecord(recorded, fact));
        pipe.faults().at("publish.sent");
        var batch = CurrentUnitOfWork.get();
        batch.<List<Future<?>>>getOrComputeResource(IN_FLIGHT, key -> {
                    var inFlight = new ArrayList<Future<?>>();
                    batch.onPrepareCommit(unit -> awaitAcknowledged(unit, inFlight));
                    return inFlight;
                })
                .add(sent);
    }

    private void awaitAcknowledged(UnitOfWork<?> batch, List<Future<?>> inFlight) {
        pipe.flush();
        for (var acknowledgement : inFlight) {
            try {
                acknowledgement.get(ACK_TIMEOUT_S, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while publishing", e);
            } catch (Exception e) {
                throw new IllegalStateException("the broker did not take a fact; it will be sent again", e);
            }
        }
        pipe.faults().at("publish.acknowledged");
        batch.afterCommit(unit -> pipe.faults().at("publish.token-stored"));
    }

    private ProducerRecord<String, byte[]> toRecord(Recorded recorded, Object fact) {
        Stamp stamp = recorded.event().stamp();
        var sent = new ProducerRecord<>(translator.topic(), recorded.aggregateId(), pipe.json(fact));
        header(sent, "content-type", "application/json");
        header(sent, "ce_specversion", "1.0");
        header(sent, "ce_id", stamp.id());
        header(sent, "ce_source", "/" + pipe.service());
        header(sent, "ce_type", type(fact));
        header(sent, "ce_time", stamp.at().toString());
        header(sent, "ce_subject", recorded.aggregateId());
        header(sent, "ce_seq", Long.toString(recorded.seq()));
        header(sent, "ce_workspaceid", stamp.workspaceId());
        header(sent, "ce_correlationid", stamp.correlationId());
        header(sent, "ce_causationid", stamp.causationId());
        header(sent, "ce_depth", Integer.toString(stamp.depth()));
        header(sent, "ce_actortype", stamp.actor().type());
        header(sent, "ce_actorid", stamp.actor().id());
        return sent;
    }

    /** {@code dev.agentdesk.session.v1.TurnFinished}: the area and version are the package of the contract. */
    static String type(Object fact) {
        var name = fact.getClass().getName().replace("dev.agentdesk.contracts.", "dev.agentdesk.");
        return name.replace('$', '.');
    }

    private static void header(ProducerRecord<String, byte[]> sent, String name, @Nullable String value) {
        if (value != null) {
            sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
