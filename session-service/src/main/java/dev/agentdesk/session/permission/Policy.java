package dev.agentdesk.session.permission;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A preset and ordered rules; the first that matches decides. A bash line is as strict as its strictest command.
 *
 * <p>Pure. A seat belt for honest agents; the boundary is the Environment.
 *
 * @param onUnattendedAsk what a question becomes where nobody sits: {@code wait}, {@code deny} or {@code fail}
 */
public record Policy(Preset preset, List<Rule> rules, String onUnattendedAsk) {

    /** What a configuration takes as a match. */
    private static final int LONGEST_MATCH = 1_000;

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

    /** A piece of a call that is judged by itself: one command of a readable bash line, else the whole. */
    public record Part(String text, Ruling ruling) {}

    /** How {@link #evaluate} comes to its answer. */
    public List<Part> parts(ToolCall call) {
        if (!call.tool().equals("bash")) {
            return List.of(new Part(call.subject(), evaluate(call)));
        }
        return BashLine.read(call.subject())
                .map(commands -> commands.stream()
                        .map(it -> new Part(it.text(), first(rule -> rule.appliesTo(it), call)))
                        .toList())
                .orElseGet(() -> List.of(new Part(call.subject(), evaluate(call))));
    }

    /** The matches of rules that mean this call and no other; empty where its text has a wildcard or can't be read. */
    public static Optional<List<String>> exactly(ToolCall call) {
        var texts = call.tool().equals("bash")
                ? BashLine.read(call.subject())
                        .map(commands -> commands.stream()
                                .map(SimpleCommand::text)
                                .distinct()
                                .toList())
                : Optional.of(List.of(call.subject()));
        return texts.filter(all -> !all.isEmpty() && all.stream().allMatch(Policy::isPlain));
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_MATCH && text.indexOf('*') < 0 && text.indexOf('?') < 0;
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
