package dev.agentdesk.workspace.configuration;

import dev.agentdesk.kit.problem.Violations;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What a whole configuration may be. Strict: an unknown member or a wrong type is refused, with all pointers at once.
 *
 * <p>What this version of the platform can't do yet is refused by name, not stored and ignored.
 */
final class ConfigurationRules {

    /** Prompts are text for a model's window. */
    private static final int LONGEST_PROMPT = 256 * 1024;

    /** Linux takes at most 128 KiB for one variable. */
    private static final int LONGEST_VARIABLE = 32 * 1024;

    private static final int MOST_ENTRIES = 200;

    private static final String SIZE = "[1-9][0-9]{0,6}(Ki|Mi|Gi|Ti)";

    private ConfigurationRules() {}

    static void check(JsonNode document, Violations violations) {
        var root = Checked.root(document, violations);
        if (!root.isObject(
                "engine",
                "model",
                "prompt",
                "skills",
                "mcp_servers",
                "variables",
                "credentials",
                "permissions",
                "memory_stores",
                "callable_by",
                "environment",
                "limits",
                "auto_start",
                "idle_stop")) {
            return;
        }
        EngineRules.check(root.at("engine"), root.at("model"));
        prompt(root.at("prompt"));
        notYet(root.at("skills"), "Skills");
        notYet(root.at("memory_stores"), "Memory stores");
        notYet(root.at("credentials"), "Credentials");
        McpRules.check(root.at("mcp_servers"));
        variables(root.at("variables"));
        PermissionRules.check(root.at("permissions"));
        callers(root.at("callable_by"));
        environment(root.at("environment"));
        limits(root.at("limits"));
        root.at("auto_start").isBoolean();
        if (!root.at("idle_stop").isNull()) {
            violations.add("/idle_stop", "not-available", "Stopping when idle is not available in this version.");
        }
    }

    private static void prompt(Checked prompt) {
        if (prompt.value().has("prompt_id")) {
            if (prompt.isObject("prompt_id", "version")) {
                prompt.at("prompt_id").matches("prm_[0-9a-z]{26}", "The id of a prompt.");
                optional(prompt.at("version"), version -> version.integer(1, Integer.MAX_VALUE));
            }
        } else if (prompt.isObject("text")) {
            prompt.at("text").text(LONGEST_PROMPT);
        }
    }

    private static void notYet(Checked list, String what) {
        boolean rightType = list.value().isArray() || list.value().isObject();
        if (!list.violations()
                .check(rightType, list.pointer(), "wrong-type", "A list or an object is expected here.")) {
            return;
        }
        list.violations()
                .check(list.value().isEmpty(), list.pointer(), "not-available", what + " are not available yet.");
    }

    private static void variables(Checked variables) {
        variables
                .violations()
                .check(variables.value().size() <= MOST_ENTRIES, "/variables", "too-many", "At most 200 variables.");
        variables.eachMember(variable -> {
            var name = variable.pointer().substring("/variables/".length());
            variable.violations()
                    .check(
                            name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}"),
                            variable.pointer(),
                            "malformed",
                            "Letters, digits and _, not a digit first.");
            variable.text(LONGEST_VARIABLE);
        });
    }

    private static void callers(Checked callers) {
        callers.eachItem(
                MOST_ENTRIES,
                caller -> caller.matches(
                        "[a-z0-9-]{2,40}|wrk_[0-9a-z]{26}|[*]",
                        "The slug or id of a Workspace, or * for all of the same owner."));
    }

    private static void environment(Checked environment) {
        if (!environment.isObject(
                "provider", "min_isolation", "network", "memory", "cpus", "disk", "accept_unenforced")) {
            return;
        }
        environment.at("provider").oneOf("local");
        optional(environment.at("min_isolation"), tier -> tier.oneOf("T0", "T1", "T2"));
        optional(environment.at("network"), ConfigurationRules::network);
        optional(environment.at("memory"), size -> size.matches(SIZE, "A size such as 512Mi or 1Gi."));
        optional(environment.at("disk"), size -> size.matches(SIZE, "A size such as 512Mi or 10Gi."));
        optional(environment.at("cpus"), cpus -> cpus.number(0.1, 1024));
        environment
                .at("accept_unenforced")
                .eachItem(10, item -> item.oneOf("network", "memory", "cpus", "disk", "min_isolation"));
    }

    private static void network(Checked network) {
        if (network.value().isObject()) {
            if (network.isObject("allow")) {
                network.at("allow")
                        .eachItem(
                                MOST_ENTRIES,
                                host -> host.matches(
                                        "[A-Za-z0-9.-]{1,253}:[0-9]{1,5}", "A host and a port, e.g. example.org:443."));
            }
        } else {
            network.oneOf("off", "open");
        }
    }

    private static void limits(Checked limits) {
        if (!limits.isObject("concurrent_turns", "queued_turns", "turn", "tool", "steps", "budget_usd")) {
            return;
        }
        limits.at("concurrent_turns").integer(1, 64);
        limits.at("queued_turns").integer(0, 10_000);
        limits.at("turn").duration(Duration.ofSeconds(1), Duration.ofDays(7));
        limits.at("tool").duration(Duration.ofSeconds(1), Duration.ofDays(1));
        limits.at("steps").integer(1, 10_000);
        optional(limits.at("budget_usd"), Checked::money);
    }

    static void optional(Checked value, java.util.function.Consumer<Checked> check) {
        if (!value.isNull()) {
            check.accept(value);
        }
    }
}
