package dev.agentdesk.workspace.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.problem.FieldError;
import dev.agentdesk.kit.problem.Violations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Which agent programs a configuration may name. */
class EngineRulesTest {

    private static List<String> wrong(String engine) {
        var violations = new Violations();
        var root = Checked.root(JsonMapper.shared().readTree("{\"engine\":" + engine + "}"), violations);
        EngineRules.check(root.at("engine"), root.at("model"));
        return violations.all().stream().map(FieldError::pointer).toList();
    }

    @Test
    void takesAKnownProgramOrAnyCommand() {
        assertThat(wrong("{\"kind\":\"acp\",\"preset\":\"claude-code\"}")).isEmpty();
        assertThat(wrong("{\"kind\":\"acp\",\"command\":[\"agent\",\"--acp\"],\"env\":{\"MODE\":\"\"}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"acp\"}|/engine",
                "{\"kind\":\"acp\",\"preset\":\"goose\",\"command\":[\"x\"]}|/engine",
                "{\"kind\":\"acp\",\"preset\":\"unheard\"}|/engine/preset",
                "{\"kind\":\"acp\",\"command\":[]}|/engine/command",
                "{\"kind\":\"acp\",\"command\":[\"x\",7]}|/engine/command/1",
                "{\"kind\":\"acp\",\"command\":[\"x\"],\"env\":{\"A=B\":\"c\"}}|/engine/env/A=B",
                "{\"kind\":\"acp\",\"command\":[\"x\"],\"provider\":\"p\"}|/engine/provider",
            })
    void pointsAtWhatIsWrong(String engine, String pointer) {
        assertThat(wrong(engine)).containsExactly(pointer);
    }
}
