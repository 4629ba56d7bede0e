package dev.agentdesk.trigger.route;

import org.jspecify.annotations.Nullable;

/**
 * What a Route does: events that {@code filter} takes become {@code prompt} for a Session in {@code workspaceId}.
 *
 * <p>With a {@code path} only webhooks are taken that were sent to it; with a {@code correlation} all events that give
 * the same key go into one Session. Filter and prompt were parsed before they came here; this is their text.
 */
public record RouteSettings(
        String name,
        String workspaceId,
        @Nullable String path,
        String filter,
        String prompt,
        @Nullable String correlation,
        BusyPolicy onBusy,
        boolean enabled,
        @Nullable Pace pace) {

    /** One that starts as often as events come. */
    public RouteSettings(
            String name,
            String workspaceId,
            @Nullable String path,
            String filter,
            String prompt,
            @Nullable String correlation,
            BusyPolicy onBusy,
            boolean enabled) {
        this(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, null);
    }

    /** Routes that were made before there was one have none. */
    public Pace paced() {
        return pace == null ? Pace.ANY : pace;
    }

    /** Names and prompts are not for logs. */
    @Override
    public String toString() {
        return "RouteSettings[" + workspaceId + "]";
    }

    RouteSettings withName(String name) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }

    RouteSettings withWorkspaceId(String workspaceId) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }

    RouteSettings withPath(String path) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }

    RouteSettings withFilter(String filter) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }

    RouteSettings withPrompt(String prompt) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }

    RouteSettings withCorrelation(String correlation) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }

    RouteSettings withOnBusy(BusyPolicy onBusy) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }

    RouteSettings withEnabled(boolean enabled) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }

    RouteSettings withPace(Pace pace) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, pace);
    }
}
