package dev.agentdesk.workspace.configuration;

/** Which engine thinks, and with which model. */
final class EngineRules {

    private EngineRules() {}

    static void check(Checked engine, Checked model) {
        var kind = engine.value().path("kind").asString("");
        switch (kind) {
            case "shell" -> engine.isObject("kind");
            case "model" -> model(engine, model);
            case "acp" -> acp(engine);
            default -> engine.at("kind").oneOf("shell", "model", "acp");
        }
        ConfigurationRules.optional(model, EngineRules::modelMember);
    }

    private static void model(Checked engine, Checked model) {
        if (engine.isObject("kind", "provider")) {
            engine.at("provider").matches("prv_[0-9a-z]{26}", "The id of a provider.");
        }
        engine.violations()
                .check(!model.isNull(), model.pointer(), "required", "The model engine needs a model with a name.");
    }

    private static void acp(Checked engine) {
        if (!engine.isObject("kind", "preset", "command", "env")) {
            return;
        }
        boolean preset = !engine.at("preset").isNull();
        boolean command = !engine.at("command").isNull();
        engine.violations()
                .check(preset != command, engine.pointer(), "malformed", "Either a preset or a command is needed.");
        if (preset) {
            engine.at("preset").oneOf("claude-code", "codex", "gemini-cli", "opencode", "qwen-code", "goose");
        }
        if (command) {
            engine.at("command").eachItem(100, part -> part.text(4_096));
            engine.violations()
                    .check(
                            !engine.value().path("command").isEmpty(),
                            engine.at("command").pointer(),
                            "required",
                            "A command has at least the program.");
        }
        ConfigurationRules.optional(engine.at("env"), env -> env.eachMember(EngineRules::variable));
    }

    private static void variable(Checked variable) {
        var name = variable.pointer().substring("/engine/env/".length());
        variable.violations()
                .check(
                        name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}"),
                        variable.pointer(),
                        "malformed",
                        "Letters, digits and _, not a digit first.");
        variable.text(32 * 1024);
    }

    private static void modelMember(Checked model) {
        if (!model.isObject("name", "small_name", "max_tokens", "temperature")) {
            return;
        }
        model.at("name").text(200);
        ConfigurationRules.optional(model.at("small_name"), name -> name.text(200));
        ConfigurationRules.optional(model.at("max_tokens"), tokens -> tokens.integer(1, 1_000_000));
        ConfigurationRules.optional(model.at("temperature"), temperature -> temperature.number(0, 2));
    }
}
