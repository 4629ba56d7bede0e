package dev.agentdesk.terminal.environment;

import dev.agentdesk.terminal.sandbox.WorkspaceFolder;
import java.util.List;
import java.util.Map;

/**
 * What a command of a ready Environment is started with; held in memory only, found again after a restart.
 *
 * @param variables from the configuration; may hold secrets
 * @param limits files of the cgroups to join
 */
public record Running(
        String workspaceId,
        long generation,
        WorkspaceFolder folder,
        int user,
        boolean network,
        Map<String, String> variables,
        List<String> limits) {}
