package dev.agentdesk.contracts.session.v1;

import org.jspecify.annotations.Nullable;

/** What opened a Session: {@code user, api, schedule, delivery, agent, fork, rerun, mcp}, and its id. */
public record Origin(String type, @Nullable String id) {}
