package dev.agentdesk.terminal.sandbox;

import java.util.List;
import java.util.Map;

/**
 * One command to be started.
 *
 * @param id marks every process that comes of it
 * @param user the user that it runs as, where the host gives each Workspace one
 * @param network whether it may open connections
 * @param limits cgroups that it joins; empty where none can be set
 */
public record Launch(
        String id,
        String workspaceId,
        WorkspaceFolder folder,
        int user,
        boolean network,
        Map<String, String> variables,
        List<String> limits,
        List<String> program) {}
