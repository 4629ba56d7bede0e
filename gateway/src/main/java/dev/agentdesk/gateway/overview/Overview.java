package dev.agentdesk.gateway.overview;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes on in the instance, in figures; those of a service that does not answer are null, never zero.
 *
 * @param services which of them answered
 * @param workspaces how many there are, by status
 * @param sessions how many there are, by status
 * @param turnsLastHour how many began, ended, and failed within the last hour
 * @param costUsdLastDay of the turns that ended within the last 24 hours; null also where no price is known
 * @param runsLastHour decisions of automation within the last hour, by outcome
 * @param deliveriesLastHour what came within the last hour, by status
 * @param rejectionsLastHour requests of senders that were refused within the last hour
 * @param runsUnanswered runs that have fired and have not been answered yet
 * @param deadRecords records of the inbound topic that could not be read
 * @param environments how many there are, by status
 * @param projectionLag the read model that is farthest behind
 * @param outboxLag the publisher that is farthest behind
 */
record Overview(
        Instant at,
        List<Answering> services,
        @Nullable Map<String, Long> workspaces,
        @Nullable Map<String, Long> sessions,
        @Nullable Turns turns,
        @Nullable TurnsLastHour turnsLastHour,
        @Nullable Long pendingApprovals,
        @Nullable String costUsdLastDay,
        @Nullable Map<String, Long> runsLastHour,
        @Nullable Map<String, Long> deliveriesLastHour,
        @Nullable Long rejectionsLastHour,
        @Nullable Long runsUnanswered,
        @Nullable Long deadRecords,
        @Nullable Map<String, Long> environments,
        @Nullable Long toolsRunning,
        @Nullable Long terminalsRunning,
        @Nullable Lag projectionLag,
        @Nullable Lag outboxLag) {

    record Answering(String service, boolean answers) {}

    /**
     * The turns of now.
     *
     * @param waiting for a runner, a slot, or their Workspace
     * @param orphaned begun, and run by nobody until they are taken over
     */
    record Turns(long running, long waiting, long orphaned) {}

    record TurnsLastHour(long started, long ended, long failed) {}

    /** @param behind in positions of that service's events; the count includes holes */
    record Lag(String service, String name, long behind) {}
}
