package dev.agentdesk.session.runner;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.session.conversation.Origin;
import dev.agentdesk.session.hold.Holds;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a turn needs before it is claimed: the configuration, asked for and never guessed, and an Environment
 * that is ready. What is missing makes the turn wait, visibly.
 */
final class Preparation {

    /** Either what the turn runs with, or what it waits for. */
    sealed interface Prepared {

        record Ready(String turnId, TurnContext context, RunSettings settings, boolean unattended)
                implements Prepared {}

        /** @param waitingFor {@code workspace}, {@code configuration} or {@code hold} */
        record NotYet(String waitingFor) implements Prepared {}
    }

    private record Opening(
            String originType,
            @Nullable Integer configVersion,
            @Nullable String model) {}

    private final Configurations configurations;
    private final Environments environments;
    private final Leases leases;
    private final Holds holds;
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    Preparation(
            Configurations configurations,
            Environments environments,
            Leases leases,
            Holds holds,
            JdbcClient db,
            JsonMapper json,
            Clock clock) {
        this.configurations = configurations;
        this.environments = environments;
        this.leases = leases;
        this.holds = holds;
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** A hold stops turns that are to begin; one that has begun goes on. */
    Prepared prepare(Lease lease) {
        if (lease.turnId() == null && holds.standOn(lease.workspaceId())) {
            return new Prepared.NotYet("hold");
        }
        var turnId = lease.turnId() == null
                ? Ids.derive("trn", clock.instant(), lease.sessionId(), Long.toString(lease.generation() + 1))
                : lease.turnId();
        try {
            return prepare(lease, turnId);
        } catch (PeerUnavailable e) {
            return new Prepared.NotYet("configuration");
        } catch (Rejection e) {
            return new Prepared.NotYet("workspace");
        }
    }

    private Prepared prepare(Lease lease, String turnId) {
        var opening = opening(lease.sessionId());
        var context = configurations.ask(lease.workspaceId(), lease.sessionId(), turnId);
        if (opening.configVersion() != null && opening.configVersion() != context.configVersion()) {
            context = context.pinned(configurations.version(lease.workspaceId(), opening.configVersion()));
        }
        var settings = RunSettings.of(context, opening.model(), json);
        leases.learn(
                lease.workspaceId(),
                settings.limits().concurrentTurns(),
                settings.limits().queuedTurns());
        if (!environmentReady(context)) {
            return new Prepared.NotYet("workspace");
        }
        boolean unattended = new Origin(opening.originType(), null).unattended();
        return new Prepared.Ready(turnId, context, settings, unattended);
    }

    private boolean environmentReady(TurnContext context) {
        try {
            return environments
                    .ensure(context.workspaceId(), context.generation())
                    .ready();
        } catch (PeerUnavailable e) {
            return false;
        }
    }

    private Opening opening(String sessionId) {
        return db.sql("select origin_type, config_version, model from session_overview where session_id = :id")
                .param("id", sessionId)
                .query((row, n) -> new Opening(row.getString(1), row.getObject(2, Integer.class), row.getString(3)))
                .single();
    }
}
