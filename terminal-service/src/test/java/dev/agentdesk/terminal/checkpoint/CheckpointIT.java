package dev.agentdesk.terminal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.testkit.service.ApiClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What turns do to the files, seen from outside. */
class CheckpointIT {

    private static final AtomicInteger NUMBER = new AtomicInteger(7_000);

    private static Terminal terminal;
    private static ApiClient api;

    private String workspace;
    private String session;

    @BeforeAll
    static void start() {
        terminal = Terminal.shared();
        api = terminal.admin();
    }

    @BeforeEach
    void begin() {
        workspace = terminal.running();
        session = Terminal.session();
    }

    @Test
    void tellsWhatATurnChanged() {
        bash(turn(), "printf 'one\\ntwo\\n' > kept.txt; echo old > gone.txt; head -c 2000 /dev/zero > blob.bin");
        var turn = turn();
        bash(turn, "printf 'one\\n2\\nthree\\n' > kept.txt; rm gone.txt; mkdir -p a/b; echo new > a/b/new.txt");
        end(turn);
        var changes = api.get("/api/v1/turns/" + turn + "/changes").json();
        assertThat(changes.path("to").asString()).startsWith("chk_");
        assertThat(list(changes))
                .containsExactly("added a/b/new.txt +1 -0", "deleted gone.txt +0 -1", "modified kept.txt +2 -1");
        var patch = api.get("/api/v1/turns/" + turn + "/changes?format=patch");
        assertThat(patch.text()).contains("-two", "+2", "+three").doesNotContain("blob.bin");
        assertThat(patch.header("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void comparesARunningTurnWithTheFilesAsTheyAre() {
        var turn = turn();
        bash(turn, "echo 1 > a.txt");
        bash(turn, "echo 2 > b.txt");
        var changes = api.get("/api/v1/turns/" + turn + "/changes").json();
        assertThat(changes.path("to").isNull()).isTrue();
        assertThat(list(changes)).containsExactly("added a.txt +1 -0", "added b.txt +1 -0");
    }

    @Test
    void knowsOfATurnWithoutATool() {
        var turn = turn();
        end(turn);
        var changes = api.get("/api/v1/turns/" + turn + "/changes");
        assertThat(changes.status()).isEqualTo(200);
        assertThat(changes.json().path("data")).isEmpty();
        assertThat(api.post("/api/v1/turns/" + turn + "/revert", null).code()).isEqualTo("conflict");
        assertThat(api.get("/api/v1/turns/" + turn() + "/changes").status()).isEqualTo(404);
    }

    @Test
    void givesALateEndTheFilesFromBeforeTheNextTurn() {
        var first = turn();
        bash(first, "echo first > a.txt");
        var second = turn();
        bash(second, "echo second > b.txt");
        end(first);
        end(second);
        assertThat(list(api.get("/api/v1/turns/" + first + "/changes").json())).containsExactly("added a.txt +1 -0");
        assertThat(list(api.get("/api/v1/turns/" + second + "/changes").json())).containsExactly("added b.txt +1 -0");
    }

    @Test
    void goesBackToACheckpointAndForthAgain() {
        var turn = turn();
        bash(turn, "mkdir d; echo 1 > d/a.txt; echo script > run.sh; chmod +x run.sh");
        end(turn);
        var then = api.get(checkpoints()).json().at("/data/0/id").asString();
        bash(turn(), "rm -r d; echo 2 > d; echo more > b.txt");
        var restored = api.post(checkpoints() + "/" + then + "/restore", null).json();
        assertThat(restored.path("restored").size()).isEqualTo(3);
        assertThat(bash(turn(), "cat d/a.txt; ls")).isEqualTo("1\nd\nrun.sh\n");
        assertThat(api.get(checkpoints() + "/" + then + "/diff").json().path("data"))
                .isEmpty();
        api.post(checkpoints() + "/" + restored.path("undo_id").asString() + "/restore", "{\"paths\":[\"b.txt\"]}");
        assertThat(bash(turn(), "cat b.txt; cat d/a.txt")).isEqualTo("more\n1\n");
    }

    @Test
    void takesATurnBackWhereNobodyHasGoneOn() {
        bash(turn(), "echo old > mine.txt; echo old > theirs.txt");
        var turn = turn();
        bash(turn, "echo agent > mine.txt; echo agent > theirs.txt; echo agent > new.txt");
        end(turn);
        bash(turn(), "echo person > theirs.txt");
        var reverted = api.post("/api/v1/turns/" + turn + "/revert", null).json();
        assertThat(texts(reverted.path("restored"))).containsExactlyInAnyOrder("mine.txt", "new.txt");
        assertThat(texts(reverted.path("conflicts"))).containsExactly("theirs.txt");
        assertThat(bash(turn(), "cat mine.txt theirs.txt; ls")).isEqualTo("old\nperson\nmine.txt\ntheirs.txt\n");
    }

    @Test
    void followsNoLinkAndKeepsOutOfGitsOwnFolder() {
        var turn = turn();
        bash(
                turn,
                "ln -s /etc/passwd link; ln -s / up; mkdir -p .git; echo x > .git/config; mkfifo pipe; echo a > a.txt");
        end(turn);
        assertThat(list(api.get("/api/v1/turns/" + turn + "/changes").json())).containsExactly("added a.txt +1 -0");
        assertThat(api.get(checkpoints()).json().at("/data/0/skipped").asInt()).isEqualTo(3);
    }

    @Test
    void isHiddenFromStrangersAndChangedOnlyByThoseWhoMay() {
        var turn = turn();
        bash(turn, "echo a > a.txt");
        end(turn);
        var id = api.get(checkpoints()).json().at("/data/0/id").asString();
        var stranger = member("usr_stranger", "files:read", "files:write");
        for (var answer : List.of(
                stranger.get(checkpoints()),
                stranger.get(checkpoints() + "/" + id + "/diff"),
                stranger.get("/api/v1/turns/" + turn + "/changes"),
                stranger.post("/api/v1/turns/" + turn + "/revert", null),
                stranger.post(checkpoints() + "/" + id + "/restore", null),
                api.get("/api/v1/workspaces/" + terminal.running() + "/checkpoints/" + id))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        assertThat(member("usr_x", "files:read")
                        .post("/api/v1/turns/" + turn + "/revert", null)
                        .json()
                        .path("required_scope")
                        .asString())
                .isEqualTo("files:write");
        assertThat(api.post(checkpoints() + "/" + id + "/restore", "{\"paths\":[\"../x\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(api.get(checkpoints() + "/" + id + "/diff?format=html").status())
                .isEqualTo(400);
    }

    private String checkpoints() {
        return "/api/v1/workspaces/" + workspace + "/checkpoints";
    }

    private void end(String turn) {
        terminal.service().bean(Checkpoints.class).turnEnded(workspace, session, turn);
    }

    private String bash(String turn, String command) {
        var body = JsonMapper.shared()
                .createObjectNode()
                .put("session_id", session)
                .put("turn_generation", 1)
                .put("turn_id", turn)
                .put("tool_use_id", "use-" + NUMBER.getAndIncrement())
                .put("tool", "bash");
        body.putObject("input").put("command", command);
        var answer = terminal.inner().post("/internal/environments/" + workspace + "/tools", body.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at("/output/head").asString();
    }

    private static String turn() {
        return "trn_%026d".formatted(NUMBER.getAndIncrement());
    }

    private static ApiClient member(String account, String... scopes) {
        return terminal.service().as(new Principal(account, "user", account, "member", List.of(scopes), null, null));
    }

    private static List<String> list(JsonNode changes) {
        return changes.path("data")
                .valueStream()
                .map(it -> it.path("change").asString() + " " + it.path("path").asString() + " +"
                        + it.path("additions").asInt() + " -"
                        + it.path("deletions").asInt())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
