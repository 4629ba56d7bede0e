package dev.agentdesk.workspace.configuration;

/** The policy of DESIGN 5.4 as a document; session-service evaluates it. */
final class PermissionRules {

    private static final int MOST_RULES = 500;
    private static final int LONGEST_MATCH = 1_000;

    private PermissionRules() {}

    static void check(Checked permissions) {
        if (!permissions.isObject("preset", "rules", "on_unattended_ask")) {
            return;
        }
        permissions.at("preset").oneOf("careful", "standard", "unattended", "open");
        permissions.at("on_unattended_ask").oneOf("wait", "deny", "fail");
        permissions.at("rules").eachItem(MOST_RULES, PermissionRules::rule);
    }

    private static void rule(Checked rule) {
        if (!rule.isObject("tool", "match", "decision")) {
            return;
        }
        rule.at("tool").matches("[A-Za-z0-9_*.:-]{1,128}", "The name of a tool, or a glob over names.");
        rule.at("decision").oneOf("allow", "ask", "deny");
        ConfigurationRules.optional(rule.at("match"), match -> match.text(LONGEST_MATCH));
    }
}
