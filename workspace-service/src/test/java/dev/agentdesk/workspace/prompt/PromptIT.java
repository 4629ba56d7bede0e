package dev.agentdesk.workspace.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.workspace.SharedDesk;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Prompts, the configurations and commands that refer to them, and the words that a task gets in the end. */
class PromptIT {

    private static ApiClient admin;
    private static ApiClient runner;

    @BeforeAll
    static void start() {
        admin = SharedDesk.admin();
        runner = SharedDesk.service().asService("session-service");
    }

    @Test
    void keepsEveryVersionOfAPrompt() {
        var id = prompt("green", "first words");
        var changed = admin.patch("/api/v1/prompts/" + id, "{\"text\":\"second words\"}", "If-Match", "\"1\"");
        assertThat(changed.json().path("version").asLong()).isEqualTo(2);
        assertThat(admin.patch("/api/v1/prompts/" + id, "{\"text\":\"third\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(admin.get("/api/v1/prompts/" + id + "/versions/1")
                        .json()
                        .path("text")
                        .asString())
                .isEqualTo("first words");
        var difference =
                admin.get("/api/v1/prompts/" + id + "/diff?from=1&to=2").json();
        assertThat(difference.path("now").asString()).isEqualTo("second words");
        assertThat(admin.get("/api/v1/prompts/" + id + "/versions")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(2);
        assertThat(admin.get("/api/v1/prompts?q=gree").text()).contains(id);
        assertThat(admin.delete("/api/v1/prompts/" + id).status()).isEqualTo(204);
        assertThat(admin.get("/api/v1/prompts/" + id).status()).isEqualTo(404);
        assertThat(admin.post("/api/v1/prompts/" + id + "/undelete", null).status())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoPromptWithEveryPointer() {
        var answer = admin.post("/api/v1/prompts", "{\"visibility\":\"team\"}");
        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .containsExactly("/name", "/text", "/visibility");
        var other = SharedDesk.member("usr_31", "library:read", "library:write");
        assertThat(other.get("/api/v1/prompts/" + prompt("hidden", "x")).status())
                .isEqualTo(404);
    }

    @Test
    void isFollowedOrPinnedByAConfiguration() {
        var id = prompt("followed", "old words");
        var follows = workspace("{\"prompt\":{\"prompt_id\":\"" + id + "\"}}");
        var pins = workspace("{\"prompt\":{\"prompt_id\":\"" + id + "\",\"version\":1}}");
        admin.patch("/api/v1/prompts/" + id, "{\"text\":\"new words\"}");
        assertThat(words(follows)).isEqualTo("new words");
        assertThat(words(pins)).isEqualTo("old words");
        var refused = admin.patch("/api/v1/workspaces/" + pins + "/config", "{\"prompt\":{\"version\":9}}");
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/prompt/prompt_id");
        var both = admin.post(
                "/api/v1/workspaces/" + pins + "/config/validate",
                "{\"prompt\":{\"prompt_id\":\"" + id + "\",\"text\":\"x\"}}");
        assertThat(both.status()).isEqualTo(400);
    }

    @Test
    void isWhatATaskSays() {
        var id = prompt("task", "do it");
        var workspace = workspace("{}");
        assertThat(task(workspace, "{\"prompt_id\":\"" + id + "\"}")
                        .json()
                        .path("text")
                        .asString())
                .isEqualTo("do it");
        assertThat(task(workspace, "{\"prompt_id\":\"" + id + "\",\"version\":7}")
                        .status())
                .isEqualTo(400);
        assertThat(admin.post("/internal/workspaces/" + workspace + "/task", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCommandIsSentWithItsVariables() {
        var workspace = workspace("{}");
        var path = "/api/v1/workspaces/" + workspace + "/commands/release";
        var made = admin.put(path, "{\"type\":\"struct\",\"content\":\"Release {{VERSION}} to {{WHERE}}.\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("variables").valueStream().map(JsonNode::asString))
                .containsExactly("VERSION", "WHERE");
        var filled = "{\"command\":\"release\",\"variables\":{\"VERSION\":\"1.2\",\"WHERE\":\"{{VERSION}}\"}}";
        assertThat(task(workspace, filled).json().path("text").asString()).isEqualTo("Release 1.2 to {{VERSION}}.");
        var missing = task(workspace, "{\"command\":\"release\"}");
        assertThat(missing.json().path("errors").findValuesAsString("pointer"))
                .containsExactly("/task/variables/VERSION", "/task/variables/WHERE");
        assertThat(task(workspace, "{\"command\":\"nothing\"}").status()).isEqualTo(400);
        assertThat(admin.put(path, "{\"content\":\"Just release.\"}")
                        .json()
                        .path("version")
                        .asLong())
                .isEqualTo(2);
        assertThat(admin.get("/api/v1/workspaces/" + workspace + "/commands").text())
                .contains("Just release.");
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(admin.put(path, "{\"content\":\"Again.\"}").status()).isEqualTo(201);
    }

    @Test
    void aCommandBelongsToItsWorkspace() {
        var workspace = workspace("{}");
        var path = "/api/v1/workspaces/" + workspace + "/commands/mine";
        admin.put(path, "{\"content\":\"x\"}");
        var stranger = SharedDesk.member("usr_32", "workspaces:read", "workspaces:write");
        for (var answer : List.of(
                stranger.get(path),
                stranger.put(path, "{\"content\":\"y\"}"),
                stranger.delete(path),
                admin.get("/api/v1/workspaces/" + workspace("{}") + "/commands/mine"))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        assertThat(admin.put("/api/v1/workspaces/" + workspace + "/commands/A%20b", "{\"content\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(admin.put(path, "{\"content\":\"x\",\"prompt_id\":\"prm_1\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takesWhatAPersonDecidedForItAsItsFirstRules() {
        var workspace = workspace(
                "{\"permissions\":{\"rules\":[{\"tool\":\"bash\",\"match\":\"git push*\",\"decision\":\"ask\"}]}}");
        var body = "{\"calls\":[{\"tool\":\"bash\",\"match\":\"git push\"}],\"reason\":\"remembered\","
                + "\"actor\":{\"type\":\"user\",\"id\":\"usr_9\",\"on_behalf_of\":null}}";
        var path = "/internal/workspaces/" + workspace + "/permission-rules";
        assertThat(runner.post(path, body).json().path("config_version").asLong())
                .isEqualTo(2);
        assertThat(runner.post(path, body).json().path("config_version").asLong())
                .isEqualTo(2);
        var rules =
                admin.get("/api/v1/workspaces/" + workspace + "/config").json().at("/permissions/rules");
        assertThat(rules.findValuesAsString("decision")).containsExactly("allow", "ask");
        var version = admin.get("/api/v1/workspaces/" + workspace + "/config/versions")
                .json()
                .at("/data/0");
        assertThat(version.at("/actor/id").asString()).isEqualTo("usr_9");
        assertThat(admin.post(path, body).status()).isEqualTo(403);
    }

    private static String prompt(String name, String text) {
        var made = admin.post("/api/v1/prompts", "{\"name\":\"" + name + "\",\"text\":\"" + text + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private static String workspace(String config) {
        var made = admin.post("/api/v1/workspaces", "{\"name\":\"p\",\"start\":false,\"config\":" + config + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private static String words(String workspace) {
        return runner.get("/internal/workspaces/" + workspace + "/config")
                .json()
                .at("/config/prompt/text")
                .asString();
    }

    private static ApiClient.Answer task(String workspace, String reference) {
        return runner.post("/internal/workspaces/" + workspace + "/task", reference);
    }
}
