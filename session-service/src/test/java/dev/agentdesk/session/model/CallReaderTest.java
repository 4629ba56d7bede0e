package dev.agentdesk.session.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.session.conversation.PlanItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model wrote as a call, and what is made of it. */
class CallReaderTest {

    private final CallReader reader = new CallReader(JsonConfiguration.apiJson(), Toolbox.tools(false));

    private CallReader.Read read(String tool, String json) {
        return reader.read(new Reply.Block.Call("evt_1", tool, json), false);
    }

    @Test
    void aCallThatCanBeMadeIsNotAnsweredHere() {
        var read = read("bash", "{\"command\":\"ls\"}");
        assertThat(read.instead()).isNull();
        assertThat(read.input()).containsEntry("command", "ls");
        assertThat(read("glob", "").input()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"command\":", "[]", "\"ls\"", "null", "{\"a\":1,\"a\":2}", "{} {}"})
    void inputThatIsNoObjectIsKeptAndNeverRun(String json) {
        var read = read("bash", json);
        assertThat(read.instead()).isNotNull();
        assertThat(read.instead().isError()).isTrue();
        assertThat(read.input()).containsEntry("not_json", json);
    }

    @Test
    void aNestingWithoutEndIsNoInput() {
        assertThat(read("bash", "{\"a\":".repeat(10_000)).instead()).isNotNull();
    }

    @Test
    void anUnknownToolIsNamedWithThoseThatThereAre() {
        assertThat(read("fetch", "{}").instead().output().head()).contains("no tool “fetch”", "bash", "todo");
        assertThat(read("x".repeat(1_000), "{}").tool()).hasSize(128);
    }

    @Test
    void textThatCanNotBeStoredIsMadeStorable() {
        assertThat(read("bash", "{\"command\":\"a\\u0000b\\ud800c\"}").input()).containsEntry("command", "a�b�c");
    }

    @Test
    void aPlanIsReadOrRefusedWhole() {
        var read = read("todo", "{\"items\":[{\"content\":\"build\",\"status\":\"pending\"}]}");
        assertThat(read.plan()).containsExactly(new PlanItem("build", "pending"));
        assertThat(read.instead().isError()).isFalse();
        assertThat(read("todo", "{\"items\":[{\"content\":\"build\"}]}").plan()).isNull();
        assertThat(read("todo", "{}").instead().isError()).isTrue();
    }

    @Test
    void aQuestionNeedsSomethingThatIsAsked() {
        assertThat(read("ask_user", "{\"questions\":[{\"question\":\"Why?\"}]}").instead())
                .isNull();
        assertThat(read("ask_user", "{\"questions\":[]}").instead()).isNotNull();
        assertThat(read("ask_user", "{\"questions\":[{\"text\":\"Why?\"}]}").instead())
                .isNotNull();
    }

    @Test
    void aCallThatWasCutOffNeverRuns() {
        assertThat(reader.read(new Reply.Block.Call("evt_1", "bash", "{\"command\":\"rm -r a\"}"), true)
                        .instead())
                .isNotNull();
    }
}
