package dev.agentdesk.trigger.route;

import org.jspecify.annotations.Nullable;

/** The settings to replace; null leaves one as it is. An empty path stands for any, an empty correlation for none. */
public record RouteChange(
        @Nullable String name,
        @Nullable String workspaceId,
        @Nullable String path,
        @Nullable String filter,
        @Nullable String prompt,
        @Nullable String correlation,
        @Nullable BusyPolicy onBusy,
        @Nullable Boolean enabled,
        @Nullable Pace pace) {

    /** One that leaves the pace as it is. */
    public RouteChange(
            @Nullable String name,
            @Nullable String workspaceId,
            @Nullable String path,
            @Nullable String filter,
            @Nullable String prompt,
            @Nullable String correlation,
            @Nullable BusyPolicy onBusy,
            @Nullable Boolean enabled) {
        this(name, workspaceId, path, filter, prompt, correlation, onBusy, enabled, null);
    }
}
