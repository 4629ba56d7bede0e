package dev.agentdesk.terminal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.Terminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SearchIT {

    private static FilesClient files;

    @BeforeAll
    static void start() {
        files = FilesClient.of(Terminal.shared());
        files.put("src/Payment.java", "class Payment {\n  int retries = 3;\n}\n");
        files.put("src/deep/note.md", "The payment is retried.\r\nÜber alles: " + "x".repeat(300) + " payment");
        files.put(".git/payment", "payment");
        files.put("bin", "payment\u0000");
    }

    @Test
    void findsNamesAndLines() {
        var found = search("q=payment");
        assertThat(found.path("truncated").asBoolean()).isFalse();
        var data = found.path("data");
        assertThat(data.get(0).path("kind").asString()).isEqualTo("name");
        assertThat(data.get(0).path("path").asString()).isEqualTo("src/Payment.java");
        assertThat(data.get(1).path("kind").asString()).isEqualTo("content");
        assertThat(data.get(1).path("line").asInt()).isEqualTo(1);
        assertThat(data.get(1).path("snippet").toString())
                .isEqualTo("[{\"text\":\"class \",\"hit\":false},{\"text\":\"Payment\",\"hit\":true},"
                        + "{\"text\":\" {\",\"hit\":false}]");
        assertThat(data.findValuesAsString("path")).contains("src/deep/note.md").doesNotContain(".git/payment", "bin");
        assertThat(data.size()).isEqualTo(4);
        assertThat(data.get(3).path("line").asInt()).isEqualTo(2);
    }

    @Test
    void findsPatternsAndHeedsCaseWhereAsked() {
        assertThat(search("q=retr%5Ba-z%5D%2B&regex=true").path("data").size()).isEqualTo(2);
        assertThat(search("q=Payment&match_case=true").path("data").size()).isEqualTo(2);
        assertThat(search("q=payment&path=src/deep").path("data").size()).isEqualTo(2);
    }

    @Test
    void saysThatThereIsMore() {
        var found = search("q=payment&limit=1");
        assertThat(found.path("data").size()).isEqualTo(1);
        assertThat(found.path("truncated").asBoolean()).isTrue();
    }

    @Test
    void refusesWhatItCanNotLookFor() {
        assertThat(files.api().get(files.files() + "/search?q=").code()).isEqualTo("invalid-request");
        assertThat(files.api().get(files.files() + "/search?q=(&regex=true").code())
                .isEqualTo("invalid-request");
        assertThat(files.api().get(files.files() + "/search?q=x&path=../x").code())
                .isEqualTo("invalid-request");
        assertThat(files.api().get(files.files() + "/search?q=x&path=none").code())
                .isEqualTo("not-found");
    }

    private static JsonNode search(String query) {
        var answer = files.api().get(files.files() + "/search?" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
