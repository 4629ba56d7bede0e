package dev.agentdesk.session.permission;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A preset and ordered rules; the first that matches decides. A bash line is as strict as its strictest command.
 *
 * <p>Pure. A seat belt for honest agents; the boundary is the Environment.
 *
 * @param onUnattendedAsk what a question becomes where nobody sits: {@code wait}, {@code deny} or {@code fail}
 */
public record Policy(Preset preset, List<Rule> rules, String onUnattendedAsk) {

    /** From the {@code permissions} of a Workspace's configuration. */
    public static Policy of(Map<String, Object> permissions) {
        var rules = permissions.get("rules") instanceof List<?> list
                ? list.stream().map(it -> rule((Map<?, ?>) it)).toList()
                : List.<Rule>of();
        var preset = permissions.getOrDefault("preset", "open").toString();
        var onAsk = permissions.getOrDefault("on_unattended_ask", "wait").toString();
        return new Policy(Preset.valueOf(preset.toUpperCase(Locale.ROOT)), rules, onAsk);
    }

    public Ruling evaluate(ToolCall call) {
        if (!call.tool().equals("bash")) {
            return first(rule -> rule.appliesTo(call), call);
        }
        return BashLine.read(call.subject())
                .map(commands -> strictest(commands, call))
                .orElseGet(() -> first(Rule::appliesToUnreadable, call));
    }

    private Ruling strictest(List<SimpleCommand> commands, ToolCall call) {
        return commands.stream()
                .map(command -> first(rule -> rule.appliesTo(command), call))
                .reduce(Ruling::stricter)
                .orElseGet(() -> preset.rule(call));
    }

    private Ruling first(Predicate<Rule> applies, ToolCall call) {
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            if (applies.test(rule)) {
                return new Ruling(rule.decision(), "rules[" + i + "]: " + rule);
            }
        }
        return preset.rule(call);
    }

    private static Rule rule(Map<?, ?> rule) {
        var decision = String.valueOf(rule.get("decision")).toUpperCase(Locale.ROOT);
        var match = rule.get("match");
        return new Rule(
                String.valueOf(rule.get("tool")), match == null ? null : match.toString(), Verdict.valueOf(decision));
    }
}
