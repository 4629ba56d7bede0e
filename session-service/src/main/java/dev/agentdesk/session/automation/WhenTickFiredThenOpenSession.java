package dev.agentdesk.session.automation;

import dev.agentdesk.contracts.trigger.v1.TickFired;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.OnBusy;
import dev.agentdesk.session.conversation.Origin;
import dev.agentdesk.session.conversation.SessionCommand.Interrupt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the run of a schedule into a Session of its own, or into the one that the schedule's runs share, and ends the
 * turns that it is to replace. The fact counts as heard only after the append; see {@link RunOpening}.
 */
public final class WhenTickFiredThenOpenSession {

    private static final Logger LOG = LoggerFactory.getLogger(WhenTickFiredThenOpenSession.class);

    private final RunOpening opening;
    private final Commands commands;
    private final JdbcClient db;

    WhenTickFiredThenOpenSession(RunOpening opening, Commands commands, JdbcClient db) {
        this.opening = opening;
        this.commands = commands;
        this.db = db;
    }

    public void on(Fact fact) {
        var fired = fact.as(TickFired.class);
        var run = new RunStart(
                fired.runId(),
                fired.workspaceId(),
                new Origin("schedule", fired.scheduleId()),
                new Actor("schedule", fired.scheduleId(), null),
                onBusy(fired),
                fired.sessionId());
        if (fired.sessionId() == null) {
            fired.interrupts().forEach(other -> interrupt(run, other, fact));
        }
        opening.start(run, fact);
    }

    private static OnBusy onBusy(TickFired fired) {
        return fired.interrupts().isEmpty() ? RunStart.onBusy(fired.onBusy()) : OnBusy.INTERRUPT;
    }

    /** Only a turn that runs: what has not begun would wait for ever in a queue that an interrupt pauses. */
    private void interrupt(RunStart run, String otherRunId, Fact fact) {
        db.sql("select session_id from turn_summary where run_id = :run and ended_seq is null")
                .param("run", otherRunId)
                .query(String.class)
                .optional()
                .ifPresent(session -> stop(run, session, fact));
    }

    private void stop(RunStart run, String sessionId, Fact fact) {
        try {
            commands.send(new Interrupt(opening.stamp(run, fact, "interrupt", sessionId), sessionId));
        } catch (Rejection over) {
            LOG.debug("{} needs no interrupt: {}", sessionId, over.getMessage());
        }
    }
}
