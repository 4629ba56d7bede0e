package dev.agentdesk.trigger.routing;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryRouted;
import dev.agentdesk.trigger.delivery.Verdict;
import dev.agentdesk.trigger.route.RouteChange;
import dev.agentdesk.trigger.route.RouteCommand.EditRoute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Switches a route off whose filter could not be evaluated {@value #MOST} times in a row in the version that it has: it
 * costs as much as a filter may and starts nothing. Its owner edits it and switches it on again.
 */
@Component
final class WhenFilterFailsThenSwitchOff implements Process {

    private static final Logger LOG = LoggerFactory.getLogger(WhenFilterFailsThenSwitchOff.class);

    static final int MOST = 20;

    private static final RouteChange OFF = new RouteChange(null, null, null, null, null, null, null, false);

    private final Commands commands;
    private final Stamps stamps;
    private final JdbcClient db;

    WhenFilterFailsThenSwitchOff(Commands commands, Stamps stamps, JdbcClient db) {
        this.commands = commands;
        this.stamps = stamps;
        this.db = db;
    }

    @Override
    public String name() {
        return "when-filter-fails-then-switch-off";
    }

    @Override
    public void on(Recorded recorded) {
        if (recorded.event() instanceof DeliveryRouted routed) {
            routed.verdicts().stream()
                    .filter(verdict -> verdict.kind() == Verdict.Kind.ERROR)
                    .filter(this::failsAgainAndAgain)
                    .forEach(verdict -> switchOff(routed, verdict));
        }
    }

    private boolean failsAgainAndAgain(Verdict verdict) {
        return db.sql("""
                        select count(*) = :most and bool_and(verdict = 'error') from (
                            select v.verdict from delivery_route v join delivery d using (delivery_id)
                            where v.route_id = :route and v.route_version = :version
                            order by d.received_at desc, d.delivery_id desc limit :most) newest""")
                .param("most", MOST)
                .param("route", verdict.routeId())
                .param("version", verdict.routeVersion())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private void switchOff(DeliveryRouted routed, Verdict verdict) {
        var stamp = stamps.following(routed.stamp(), Actor.PLATFORM, "switch-off-" + verdict.routeId());
        try {
            commands.send(new EditRoute(stamp, verdict.routeId(), verdict.routeVersion(), OFF));
            LOG.warn("the filter of {} failed {} times in a row; it is switched off", verdict.routeId(), MOST);
        } catch (Rejection changed) {
            LOG.info("{} has changed since its filter failed: {}", verdict.routeId(), changed.code());
        }
    }
}
