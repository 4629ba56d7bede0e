package dev.agentdesk.trigger.routing;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.connector.Connectors;
import dev.agentdesk.trigger.delivery.DeliveryCommand.GiveUpRouting;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Settle;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryReceived;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PayloadKept;
import dev.agentdesk.trigger.delivery.DeliveryHistory;
import dev.agentdesk.trigger.route.Routes;
import dev.agentdesk.trigger.slack.SlackMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks every route of the connector what it makes of a new delivery, and settles all verdicts in one append.
 *
 * <p>At least once: run ids are derived from delivery and route, and a delivery that is settled stays as it is.
 */
@Component
final class WhenDeliveryReceivedThenRoute implements Process {

    private final Commands commands;
    private final Stamps stamps;
    private final Routes routes;
    private final DeliveryHistory history;
    private final Brake brake;
    private final Connectors connectors;
    private final Filters filters = new Filters();

    WhenDeliveryReceivedThenRoute(
            Commands commands,
            Stamps stamps,
            Routes routes,
            DeliveryHistory history,
            Brake brake,
            Connectors connectors) {
        this.commands = commands;
        this.stamps = stamps;
        this.routes = routes;
        this.history = history;
        this.brake = brake;
        this.connectors = connectors;
    }

    @Override
    public String name() {
        return "when-delivery-received-then-route";
    }

    @Override
    public void on(Recorded recorded) {
        if (recorded.event() instanceof DeliveryReceived received) {
            history.kept(received.deliveryId()).ifPresentOrElse(kept -> settle(received, kept), () -> giveUp(received));
        }
    }

    private void settle(DeliveryReceived received, PayloadKept kept) {
        var judge = new Judge(received, kept.event(), kept.http(), filters, slack(received, kept));
        var decisions = routes.of(received.arrival().connectorId()).stream()
                .map(route -> brake.on(route, judge.decide(route)))
                .toList();
        commands.send(new Settle(
                stamps.following(received.stamp(), Actor.PLATFORM, "route"), received.deliveryId(), decisions));
    }

    /** Where it was said, if a connector of Slack took it. */
    private @Nullable SlackMessage slack(DeliveryReceived received, PayloadKept kept) {
        return "slack".equals(received.arrival().scheme())
                ? connectors
                        .find(received.arrival().connectorId())
                        .filter(connector -> connector.kind().equals("slack"))
                        .flatMap(connector -> SlackMessage.of(kept.event()))
                        .orElse(null)
                : null;
    }

    private void giveUp(DeliveryReceived received) {
        commands.send(new GiveUpRouting(
                stamps.following(received.stamp(), Actor.PLATFORM, "route"), received.deliveryId(), "erased"));
    }
}
