package dev.agentdesk.trigger.slack;

import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.trigger.connector.ConnectorSecrets;
import dev.agentdesk.trigger.connector.Connectors;
import dev.agentdesk.trigger.delivery.DeliveryHistory;
import dev.agentdesk.trigger.signature.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes answers that are due. The promise is the row of {@link Replies}; this timer only looks at it, on every
 * replica, and forgets nothing when it dies. An answer may come twice if we die right after it was written.
 */
@Component
final class WhenReplyIsDueThenPost implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WhenReplyIsDueThenPost.class);

    private static final int LOOK_EVERY_MS = 500;

    private final Replies replies;
    private final SlackApi slack;
    private final FinalTexts texts;
    private final DeliveryHistory history;
    private final Connectors connectors;
    private final ConnectorSecrets secrets;
    private final FaultPoints faults;
    private @Nullable ScheduledExecutorService timer;

    WhenReplyIsDueThenPost(
            Replies replies,
            SlackApi slack,
            FinalTexts texts,
            DeliveryHistory history,
            Connectors connectors,
            ConnectorSecrets secrets,
            FaultPoints faults) {
        this.replies = replies;
        this.slack = slack;
        this.texts = texts;
        this.history = history;
        this.connectors = connectors;
        this.secrets = secrets;
        this.faults = faults;
    }

    private void look() {
        try {
            for (var reply = replies.take(); reply.isPresent(); reply = replies.take()) {
                write(reply.get());
            }
        } catch (Exception e) {
            LOG.warn("answers into threads wait for now; the next look tries again: {}", e.toString());
        }
    }

    private void write(Replies.Reply reply) {
        var place = history.event(reply.deliveryId()).flatMap(SlackMessage::of);
        var token = token(reply);
        if (place.isEmpty() || token.isEmpty()) {
            replies.giveUp(reply, "gone");
            return;
        }
        try {
            var outcome = slack.post(token.get(), place.get(), text(reply), reply.runId());
            faults.at("slack.sent");
            switch (outcome) {
                case SlackApi.Outcome.Sent sent -> replies.sent(reply);
                case SlackApi.Outcome.Later later -> replies.again(reply, later.error(), later.atLeast());
                case SlackApi.Outcome.Never never -> replies.giveUp(reply, never.error());
            }
        } catch (PeerUnavailable e) {
            replies.again(reply, "text-unknown", Duration.ZERO);
        }
    }

    private Optional<Secret> token(Replies.Reply reply) {
        return connectors
                .find(reply.connectorId())
                .flatMap(connector -> Optional.ofNullable(connector.door()))
                .flatMap(door -> Optional.ofNullable(door.replySecretId()))
                .flatMap(id -> secrets.token(reply.connectorId(), id));
    }

    private String text(Replies.Reply reply) {
        return reply.code() != null
                ? "This was not started: " + reply.code() + "."
                : texts.of(Objects.requireNonNull(reply.sessionId()), reply.turnId())
                        .orElse("It ended without an answer.");
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("slack-replies").factory());
        timer.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
