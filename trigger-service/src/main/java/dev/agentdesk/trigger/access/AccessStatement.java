package dev.agentdesk.trigger.access;

import java.time.Instant;
import java.util.Map;

/**
 * What workspace-service said about the access to one Workspace, whole.
 *
 * @param grants principal → {@code viewer} or {@code editor}
 * @param asOf when it was so; the newest statement counts
 */
public record AccessStatement(
        String workspaceId,
        String slug,
        String owner,
        String visibility,
        Map<String, String> grants,
        boolean deleted,
        Instant asOf) {}
