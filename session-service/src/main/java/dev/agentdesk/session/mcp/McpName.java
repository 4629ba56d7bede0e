package dev.agentdesk.session.mcp;

import java.util.Optional;

/**
 * The one name of a tool of an MCP server, for models, for permission rules and in the log:
 * {@code mcp__<server>__<tool>}. Names of servers have no underscore, so it is read in one way only.
 */
record McpName(String server, String tool) {

    private static final String PREFIX = "mcp__";
    private static final String BETWEEN = "__";

    /** What every wire takes. */
    private static final int LONGEST = 64;

    static boolean is(String name) {
        return name.startsWith(PREFIX);
    }

    static Optional<McpName> read(String name) {
        int between = name.indexOf(BETWEEN, PREFIX.length());
        return is(name) && between > 0
                ? Optional.of(new McpName(
                        name.substring(PREFIX.length(), between), name.substring(between + BETWEEN.length())))
                : Optional.empty();
    }

    /** Whether a model can call it by its name. */
    boolean isCallable() {
        return tool.matches("[A-Za-z0-9_-]+") && whole().length() <= LONGEST;
    }

    String whole() {
        return PREFIX + server + BETWEEN + tool;
    }
}
