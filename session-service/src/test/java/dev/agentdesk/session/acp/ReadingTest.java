package dev.agentdesk.session.acp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What we make of what agent programs print. */
class ReadingTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void putsLinesTogetherWhereverTheyWereCut() {
        var lines = new Lines();
        var all = bytes("{\"a\":\"ä\"}\r\n\n{\"b\":1}\n{\"c\"");
        for (int cut = 1; cut < all.length; cut++) {
            var fresh = new Lines();
            var found = new java.util.ArrayList<>(fresh.add(java.util.Arrays.copyOf(all, cut)));
            found.addAll(fresh.add(java.util.Arrays.copyOfRange(all, cut, all.length)));
            assertThat(found).containsExactly("{\"a\":\"ä\"}", "{\"b\":1}");
            assertThat(fresh.pending()).isEqualTo(4);
        }
        assertThat(lines.pending()).isZero();
    }

    @Test
    void dropsALineThatIsTooLongAndGoesOnBehindIt() {
        var lines = new Lines();
        for (int i = 0; i < 5; i++) {
            assertThat(lines.add(new byte[1024 * 1024])).isEmpty();
            assertThat(lines.pending()).isLessThanOrEqualTo(Lines.LONGEST);
        }
        assertThat(lines.add(bytes("\n{}\n"))).containsExactly("{}");
        assertThat(lines.dropped()).isEqualTo(1);
    }

    @Test
    void takesNothingForGranted() {
        for (var line : List.of(
                "",
                "hello",
                "[]",
                "7",
                "null",
                "{}",
                "{\"id\":1}",
                "[".repeat(10_000),
                "{\"id\":\"x\",\"result\":1}")) {
            assertThat(Incoming.read(line, JSON)).as(line).isInstanceOf(Incoming.Noise.class);
        }
        assertThat(Incoming.read("{\"id\":\"x\",\"method\":\"m\"}", JSON)).isInstanceOf(Incoming.Request.class);
        assertThat(Incoming.read("{\"id\":null,\"method\":\"m\"}", JSON)).isInstanceOf(Incoming.Notice.class);
        assertThat(Update.read(JSON.readTree("{\"sessionUpdate\":[1]}"))).isEqualTo(new Update.Other(""));
        assertThat(Update.read(
                        JSON.readTree("{\"sessionUpdate\":\"plan\",\"entries\":[{\"content\":7,\"status\":\"odd\"}]}")))
                .isInstanceOf(Update.Plan.class);
    }

    @Test
    void namesToolsAsRulesDoAndPathsAsTheWorkspaceDoes() {
        var card = new ToolCard(JSON);
        card.merge(JSON.readTree("{\"kind\":\"edit\",\"rawInput\":{\"file_path\":\"/workspace/src/a.txt\"}}"));
        assertThat(card.tool()).isEqualTo("edit");
        assertThat(card.input("/workspace", JSON)).containsEntry("path", "src/a.txt");
        card.merge(JSON.readTree("{\"rawInput\":{}}"));
        assertThat(card.input("/workspace", JSON)).as("it may be anywhere").containsEntry("path", "/");
        var list = new ToolCard(JSON);
        list.merge(
                JSON.readTree("{\"kind\":\"execute\",\"title\":\"`ls`\",\"rawInput\":{\"command\":[\"ls\",\"-l\"]}}"));
        assertThat(list.input("/workspace", JSON)).containsEntry("command", "ls -l");
    }

    @Test
    void answersOnceRatherThanForEverAndNeverForAnother() {
        var all = Permission.read(JSON.readTree("7"), JSON.readTree("""
                {"options":[{"optionId":"a","kind":"allow_always"},{"optionId":"b","kind":"allow_once"},
                 {"optionId":"c","kind":"from_the_future"}]}"""));
        assertThat(all.answer(true)).contains("b");
        assertThat(all.answer(false)).isEmpty();
    }

    @Test
    void knowsItsProgramsAndKeepsTheirVariablesOutOfWords() {
        var own =
                Program.of(JSON.valueToTree(Map.of("command", List.of("x", "--acp"), "env", Map.of("KEY", "secret"))));
        assertThat(own.command()).containsExactly("x", "--acp");
        assertThat(own.toString()).doesNotContain("secret");
        assertThat(Program.of(JSON.valueToTree(Map.of("preset", "goose"))).name())
                .isEqualTo("goose");
        assertThat(Program.of(JSON.valueToTree(Map.of("preset", "unheard")))).isNull();
    }
}
