package dev.agentdesk.trigger.hold;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hold stops.
 *
 * @param scope {@code instance}, {@code team} or {@code workspace}
 * @param scopeId the only Workspace, or the team whose Workspaces are held; null: all of the instance
 * @param what {@code automation} (schedules and routes start nothing), {@code turns} (no new turn begins), or both
 * @param until from then on it stops nothing; null: until it is lifted
 */
public record HoldTerms(
        String scope,
        @Nullable String scopeId,
        List<String> what,
        @Nullable Instant until) {

    static final String INSTANCE = "instance";
    static final String TEAM = "team";
    static final String WORKSPACE = "workspace";
    static final String AUTOMATION = "automation";
    static final String TURNS = "turns";

    public HoldTerms {
        what = List.copyOf(what);
    }

    public @Nullable String workspaceId() {
        return scope.equals(WORKSPACE) ? scopeId : null;
    }

    public @Nullable String teamId() {
        return scope.equals(TEAM) ? scopeId : null;
    }
}
