package dev.agentdesk.session.acp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The agent program that a configuration names.
 *
 * @param howToGet what to do where it is not installed
 */
public record Program(List<String> command, Map<String, String> variables, String howToGet) {

    /** A known agent program and how it is told to speak the protocol. */
    private record Preset(List<String> command, String howToGet) {}

    private static final Map<String, Preset> PRESETS = Map.of(
            "claude-code",
            new Preset(List.of("claude-code-acp"), "npm install -g @zed-industries/claude-code-acp"),
            "codex",
            new Preset(List.of("codex-acp"), "npm install -g @zed-industries/codex-acp"),
            "gemini-cli",
            new Preset(List.of("gemini", "--experimental-acp"), "npm install -g @google/gemini-cli"),
            "opencode",
            new Preset(List.of("opencode", "acp"), "npm install -g opencode-ai"),
            "qwen-code",
            new Preset(List.of("qwen", "--experimental-acp"), "npm install -g @qwen-code/qwen-code"),
            "goose",
            new Preset(List.of("goose", "acp"), "see the project goose of Block for an installer"));

    /** Null where the configuration names none that is known. */
    public static @Nullable Program of(JsonNode engine) {
        var variables = new LinkedHashMap<String, String>();
        engine.path("env")
                .properties()
                .forEach(it -> variables.put(it.getKey(), it.getValue().asString("")));
        var command = new ArrayList<String>();
        engine.path("command").valueStream().forEach(it -> command.add(it.asString("")));
        if (!command.isEmpty()) {
            return new Program(List.copyOf(command), variables, "install it where the Environment finds it");
        }
        var preset = PRESETS.get(engine.path("preset").asString(""));
        return preset == null ? null : new Program(preset.command(), variables, preset.howToGet());
    }

    public String name() {
        return command.getFirst();
    }

    /** The values of variables may be secrets. */
    @Override
    public String toString() {
        return "Program" + command;
    }
}
