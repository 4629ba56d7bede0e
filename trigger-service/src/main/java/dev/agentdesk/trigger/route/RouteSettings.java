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
        boolean enabled) {

    /** Names and prompts are not for logs. */
    @Override
    public String toString() {
        return "RouteSettings[" + workspaceId + "]";
    }

    RouteSettings withName(String name) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled);
    }

    RouteSettings withWorkspaceId(String workspaceId) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled);
    }

    RouteSettings withPath(String path) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled);
    }

    RouteSettings withFilter(String filter) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled);
    }

    RouteSettings withPrompt(String prompt) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled);
    }

    RouteSettings withCorrelation(String correlation) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled);
    }

    RouteSettings withOnBusy(BusyPolicy onBusy) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled);
    }

    RouteSettings withEnabled(boolean enabled) {
        return new RouteSettings(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled);
    }
}
