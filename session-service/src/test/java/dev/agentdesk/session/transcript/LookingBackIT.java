package dev.agentdesk.session.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.session.Desk;
import dev.agentdesk.testkit.service.ApiClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be done with a conversation afterwards: read it whole, find it, share it, go on from a moment of it. */
class LookingBackIT {

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void readsAConversationAsAFile() {
        var id = ended("please\n/run echo ```fence```");
        var markdown = desk.api().get("/api/v1/sessions/" + id + "/transcript");
        assertThat(markdown.header("Content-Type")).startsWith("text/markdown");
        assertThat(markdown.header("Content-Disposition")).contains("attachment", id + ".md");
        assertThat(markdown.text()).contains("## User", "## Agent", "**Tool `bash`**", "````\n");
        var lines = desk.api()
                .get("/api/v1/sessions/" + id + "/transcript?format=jsonl")
                .text()
                .lines()
                .toList();
        assertThat(lines).hasSize(desk.events(id).size());
        assertThat(JsonMapper.shared().readTree(lines.getFirst()).path("seq").asLong())
                .isEqualTo(1);
        assertThat(desk.api()
                        .get("/api/v1/sessions/" + id + "/transcript?format=pdf")
                        .status())
                .isEqualTo(400);
        assertThat(stranger().get("/api/v1/sessions/" + id + "/transcript").status())
                .isEqualTo(404);
    }

    @Test
    void showsSpansOfWhatTookHowLong() {
        var id = ended("/run echo a\n/run exit 3");
        var spans = desk.api().get("/api/v1/sessions/" + id + "/trace").json().path("data");
        assertThat(spans.valueStream().map(it -> it.path("kind").asString())).containsExactly("turn", "tool", "tool");
        assertThat(spans.valueStream().map(it -> it.path("ended_at").isNull())).containsOnly(false);
        assertThat(spans.get(1).path("parent_id")).isEqualTo(spans.get(0).path("id"));
        assertThat(spans.get(0).path("status").asString()).isEqualTo("end_turn");
    }

    @Test
    void findsWordsOnlyForThoseWhoMaySeeThem() {
        var id = ended("/run echo quokka");
        var other = ended("nothing of the kind");
        await().untilAsserted(() -> assertThat(search("quokka").findValuesAsString("session_id"))
                .isNotEmpty()
                .containsOnly(id));
        assertThat(search("quokka absent")).isEmpty();
        var hit = search("quokka").get(0);
        assertThat(hit.path("snippet").valueStream().filter(it -> it.path("hit").asBoolean()))
                .isNotEmpty()
                .allMatch(it -> it.path("text").asString().equalsIgnoreCase("quokka"));
        assertThat(search("\"echo quokka\"").size()).isPositive();
        assertThat(search("\"quokka echo\"")).isEmpty();
        assertThat(search("quokka -echo")).isEmpty();
        assertThat(search("o'neill \\ & ! | ( ' quokka")).isNotNull();
        assertThat(desk.api()
                        .get("/api/v1/search?q=quokka&kinds=message")
                        .json()
                        .path("data")
                        .findValuesAsString("kind"))
                .containsOnly("message");
        assertThat(stranger().get("/api/v1/search?q=quokka").json().path("data"))
                .isEmpty();
        assertThat(desk.api().get("/api/v1/search?q=%20").status()).isEqualTo(400);
        assertThat(other).isNotEqualTo(id);
    }

    @Test
    void holdsNoWordInTheIndexAndNothingAtAllAfterAnErasure() {
        var id = ended("numbat numbat");
        await().untilAsserted(() -> assertThat(search("numbat")).isNotEmpty());
        var db = desk.service().bean(JdbcClient.class);
        var rows = db.sql("select t::text from search_entry t where session_id = :id")
                .param("id", id)
                .query(String.class)
                .list();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("numbat"));
        assertThat(desk.service().bean(Rebuilds.class).verify()).isEmpty();
        desk.api().post("/api/v1/sessions/" + id + "/erase", null);
        assertThat(search("numbat")).isEmpty();
        await().untilAsserted(() -> assertThat(db.sql("select count(*) from search_entry where session_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero());
        assertThat(desk.service().bean(Rebuilds.class).verify()).isEmpty();
    }

    @Test
    void sharesAMomentWithSomebodyWithoutAnAccount() {
        var id = ended("/run echo planted-output");
        var made = desk.api().post("/api/v1/sessions/" + id + "/shares", "{}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var token = made.json().path("token").asString();
        assertThat(token).hasSize(22);
        desk.say(id, "said later");
        desk.awaitStatus(id, "idle");
        var reader = desk.service()
                .as(new Principal("anybody", "anonymous", "anybody", "viewer", List.of(), List.of(), null));
        var shared = reader.get("/api/v1/shared/" + token);
        assertThat(shared.status()).as(shared.text()).isEqualTo(200);
        assertThat(shared.json().path("redacted").asBoolean()).isTrue();
        assertThat(shared.json().path("data").findValuesAsString("type"))
                .contains("user.message", "agent.message", "agent.tool_use");
        assertThat(shared.text()).doesNotContain("said later", "usr_", "wrk_", "\"input\"", "\"output\"");
        assertThat(desk.service()
                        .bean(JdbcClient.class)
                        .sql("select count(*) from share t where t::text like :token")
                        .param("token", "%" + token + "%")
                        .query(Long.class)
                        .single())
                .isZero();
        var path = "/api/v1/shares/" + made.json().path("id").asString();
        assertThat(stranger().delete(path).status()).isEqualTo(404);
        assertThat(desk.api().delete(path).status()).isEqualTo(204);
        assertThat(desk.api().delete(path).status()).isEqualTo(204);
        assertThat(reader.get("/api/v1/shared/" + token).status()).isEqualTo(404);
        assertThat(reader.get("/api/v1/sessions/" + id).status()).isIn(403, 404);
        assertThat(desk.types(id)).contains("desk.shared", "desk.share_revoked");
    }

    @Test
    void showsAllOfAShareThatIsNotRedactedAndNothingOfADeletedSession() {
        var id = ended("/run echo planted-output");
        var body = "{\"at_seq\":5,\"redact\":false}";
        var made = desk.api().post("/api/v1/sessions/" + id + "/shares", body, "Idempotency-Key", "share-1");
        var path = "/api/v1/shared/" + made.json().path("token").asString();
        assertThat(desk.api().get(path).json().path("data").size()).isEqualTo(5);
        var again = desk.api().post("/api/v1/sessions/" + id + "/shares", body, "Idempotency-Key", "share-1");
        assertThat(again.json().path("id")).isEqualTo(made.json().path("id"));
        assertThat(again.json().path("token").isNull()).isTrue();
        assertThat(desk.api()
                        .post("/api/v1/sessions/" + id + "/shares", "{\"at_seq\":5000}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/at_seq");
        assertThat(desk.api()
                        .post("/api/v1/sessions/" + id + "/shares", "{\"expires_at\":\"2020-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(400);
        desk.api().delete("/api/v1/sessions/" + id);
        assertThat(desk.api().get(path).status()).isEqualTo(404);
    }

    @Test
    void goesOnFromAMomentInANewSession() {
        var id = ended("/run echo one");
        var forked = desk.api().post("/api/v1/sessions/" + id + "/fork", "{\"at_seq\":2,\"files\":\"current\"}");
        assertThat(forked.status()).as(forked.text()).isEqualTo(201);
        var session = desk.api().get(forked.header("Location")).json();
        assertThat(session.path("parent_id").asString()).isEqualTo(id);
        assertThat(session.path("origin").path("type").asString()).isEqualTo("fork");
        var event = desk.events(session.path("id").asString(), "desk.forked").getFirst();
        assertThat(event.path("at_seq").asLong()).isEqualTo(2);
        assertThat(desk.api()
                        .post("/api/v1/sessions/" + id + "/fork", "{\"files\":\"checkpoint\"}")
                        .json()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("not-available");
        assertThat(desk.api()
                        .post("/api/v1/sessions/" + id + "/fork", "{\"at_seq\":9999}")
                        .status())
                .isEqualTo(400);
        assertThat(stranger().post("/api/v1/sessions/" + id + "/fork", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void runsATurnAgain() {
        var id = ended("/run echo again");
        var turn = desk.api()
                .get("/api/v1/sessions/" + id + "/turns")
                .json()
                .at("/data/0/id")
                .asString();
        var again = desk.api().post("/api/v1/sessions/" + id + "/rerun", "{\"from_turn\":\"" + turn + "\"}");
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        var session = again.json().path("id").asString();
        await().untilAsserted(() -> assertThat(desk.types(session)).contains("agent.message", "agent.tool_result"));
        assertThat(desk.api()
                        .post("/api/v1/sessions/" + id + "/rerun", "{\"from_turn\":\"trn_x\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void beginsWithACommandOrAPromptOfTheWorkspace() {
        var path = "/api/v1/workspaces/" + desk.workspace() + "/sessions";
        var opened = desk.api().post(path, "{\"task\":{\"command\":\"release\",\"variables\":{\"V\":\"1\"}}}");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        var message =
                desk.events(opened.json().path("id").asString(), "user.message").getFirst();
        assertThat(message.at("/content/0/text").asString()).isEqualTo("/run echo release");
        var both = desk.api().post(path, "{\"task\":{\"command\":\"x\",\"prompt\":\"y\"}}");
        assertThat(both.json().at("/errors/0/pointer").asString()).isEqualTo("/task");
    }

    @Test
    void remembersHowFarSomebodyHasRead() {
        var id = ended("read me");
        var path = "/api/v1/sessions/" + id + "/seen";
        assertThat(desk.api().put(path, "{\"seq\":3}").json().path("seq").asLong())
                .isEqualTo(3);
        assertThat(desk.api().put(path, "{\"seq\":2}").json().path("seq").asLong())
                .isEqualTo(3);
        assertThat(desk.api().get(path).json().path("unseen").asLong()).isPositive();
        assertThat(desk.api().put(path, "{\"seq\":99999}").status()).isEqualTo(400);
    }

    @Test
    void asksThePolicyWithoutRunningAnything() {
        var workspace = desk.workspace("""
            {"engine":{"kind":"shell"},"permissions":{"preset":"open","rules":[
              {"tool":"bash","match":"git push*","decision":"ask"},{"tool":"write","match":"/etc/*","decision":"deny"}]}}\
            """);
        var path = "/api/v1/workspaces/" + workspace + "/permissions/evaluate";
        var answer = desk.api()
                .post(path, "{\"tool\":\"bash\",\"input\":{\"command\":\"ls && git push origin\"}}")
                .json();
        assertThat(answer.path("decision").asString()).isEqualTo("ask");
        assertThat(answer.path("rule").asString()).startsWith("rules[0]");
        assertThat(answer.path("parts").findValuesAsString("decision")).containsExactly("allow", "ask");
        assertThat(answer.path("parts").findValuesAsString("text")).containsExactly("ls", "git push origin");
        assertThat(desk.api()
                        .post(path, "{\"tool\":\"write\",\"input\":{\"path\":\"/etc/../etc/passwd\"}}")
                        .json()
                        .path("decision")
                        .asString())
                .isEqualTo("deny");
        assertThat(desk.api()
                        .post(path, "{\"tool\":\"bash\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/input");
        assertThat(stranger().post(path, "{\"tool\":\"bash\",\"input\":{}}").status())
                .isEqualTo(404);
    }

    private static String ended(String message) {
        var id = desk.open(desk.workspace(), message);
        desk.awaitStatus(id, "idle");
        return id;
    }

    private static JsonNode search(String question) {
        var q = java.net.URLEncoder.encode(question, java.nio.charset.StandardCharsets.UTF_8);
        var answer = desk.api().get("/api/v1/search?q=" + q);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    private static ApiClient stranger() {
        return desk.service()
                .as(new Principal(
                        "usr_stranger",
                        "user",
                        "s",
                        "member",
                        List.of("sessions:read", "sessions:write", "workspaces:read"),
                        null,
                        null));
    }
}
