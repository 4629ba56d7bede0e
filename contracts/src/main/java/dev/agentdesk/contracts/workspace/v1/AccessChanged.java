package dev.agentdesk.contracts.workspace.v1;

import java.util.List;

/** Who may see and change the Workspace, whole; replaces all that was said before. */
public record AccessChanged(
        String workspaceId,
        String slug,
        String principalId,
        String owner,
        String visibility,
        List<Grant> grants,
        boolean deleted) {}
