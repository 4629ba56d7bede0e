package dev.agentdesk.workspace.configuration;

/** Which MCP servers an agent has: programs in its Environment, or addresses on the web. */
final class McpRules {

    /** Each lists its tools before a turn thinks. */
    private static final int MOST_SERVERS = 20;

    private static final int MOST_ENTRIES = 100;
    private static final int LONGEST_VALUE = 32 * 1024;

    private McpRules() {}

    static void check(Checked servers) {
        servers.violations()
                .check(
                        servers.value().size() <= MOST_SERVERS,
                        servers.pointer(),
                        "too-many",
                        "At most " + MOST_SERVERS + " servers.");
        servers.eachMember(McpRules::server);
    }

    private static void server(Checked server) {
        var name = server.pointer().substring("/mcp_servers/".length());
        server.violations()
                .check(
                        name.matches("[a-z0-9][a-z0-9-]{0,31}"),
                        server.pointer(),
                        "malformed",
                        "Lower-case letters, digits and -, at most 32.");
        switch (server.value().path("type").asString("")) {
            case "stdio" -> program(server);
            case "http" -> address(server);
            default -> server.at("type").oneOf("stdio", "http");
        }
    }

    private static void program(Checked server) {
        if (!server.isObject("type", "command", "args", "env")) {
            return;
        }
        var command = server.at("command").text(4_096);
        server.violations()
                .check(
                        command == null || !command.isBlank(),
                        server.at("command").pointer(),
                        "required",
                        "Which program?");
        ConfigurationRules.optional(server.at("args"), args -> args.eachItem(MOST_ENTRIES, it -> it.text(4_096)));
        ConfigurationRules.optional(server.at("env"), env -> env.eachMember(it -> it.text(LONGEST_VALUE)));
    }

    private static void address(Checked server) {
        if (!server.isObject("type", "url", "headers")) {
            return;
        }
        server.at("url").matches("https?://[^\\s@]{1,2000}", "An address with http or https, without a user.");
        ConfigurationRules.optional(
                server.at("headers"),
                headers ->
                        headers.eachMember(it -> it.matches("[\\x20-\\x7e]{0,8192}", "One line of plain characters.")));
    }
}
