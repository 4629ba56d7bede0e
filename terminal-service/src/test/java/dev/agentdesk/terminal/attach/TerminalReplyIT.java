package dev.agentdesk.terminal.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.terminal.support.Watcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A program asks its terminal, and gets one answer however many watch. The viewers here answer as xterm.js does, to
 * everything that they see, whether they drive or not and whether it is a replay or not: the server must sort it out.
 */
class TerminalReplyIT {

    private static final String QUESTIONS = "\033[c\033[6n\033]11;?\007";
    private static final String ANSWERS = "\033[?1;2c\033[1;1R\033]11;rgb:0e0e/0f0f/0e0e\033\\";

    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = Terminal.start();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    /** Waits for a file, asks, takes as much as one set of answers has, and then what comes within a second. */
    private static final String PROGRAM = """
            stty raw -echo; until [ -e go ]; do sleep 0.05; done
            printf '\\e[c\\e[6n\\e]11;?\\a'; head -c %d > replies; printf done
            timeout 1 cat > more; printf over; sleep 100""".formatted(ANSWERS.length());

    @Test
    void oneSetOfAnswersComesFromThreeViewersAndOneThatComesAgain() throws Exception {
        var workspace = terminal.running();
        var id = TerminalModeIT.open(
                terminal,
                workspace,
                "{\"command\":"
                        + tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(PROGRAM) + "}");
        try (var driver = Watcher.join(terminal, id, "drive").live();
                var second = Watcher.join(terminal, id, "drive").live();
                var third = Watcher.join(terminal, id, "view").live()) {
            terminal.bash(workspace, "touch go");
            for (Watcher viewer : List.of(driver, second, third)) {
                viewer.sees(QUESTIONS);
            }
            var answering = List.of(third, second, driver);
            answering.forEach(viewer -> viewer.type(ANSWERS));
            try (var again = Watcher.join(terminal, id, "drive")) {
                again.type(ANSWERS);
                again.live();
                assertThat(again.all()).doesNotContain("\033[c", "\033[6n", "]11;?");
                driver.sees("over");
            }
        }
        var replies = terminal.root().resolve(workspace).resolve("files/replies");
        assertThat(replies.resolveSibling("more")).isEmptyFile();
        assertThat(Files.readString(replies, StandardCharsets.UTF_8)).isEqualTo(ANSWERS);
    }

    @Test
    void aDriverThatComesAgainAnswersNothingBeforeItIsLive() throws Exception {
        var workspace = terminal.running();
        var id = TerminalModeIT.open(
                terminal, workspace, "{\"command\":\"stty raw -echo; head -c 7 > replies; printf done; sleep 100\"}");
        Watcher.join(terminal, id, "drive").live().close();
        Awaitility.await()
                .until(() -> TerminalModeIT.get(terminal, id).path("driver").isNull());
        var ticket = Watcher.ticket(terminal, id, "drive");
        try (var again = Watcher.attach(terminal, id, ticket, Watcher.ADMIN, 0)) {
            again.type("too early");
            again.live();
            again.type("in time");
            again.sees("done");
        }
        assertThat(Files.readString(terminal.root().resolve(workspace).resolve("files/replies")))
                .isEqualTo("in time");
    }

    @Test
    void noEscapeReachesALog() throws IOException {
        var workspace = terminal.running();
        var id = TerminalModeIT.open(
                terminal, workspace, "{\"command\":\"printf '\\\\033]0;x\\\\007\\\\033[31mred'; exit 7\"}");
        Awaitility.await()
                .until(() -> TerminalModeIT.get(terminal, id)
                        .path("status")
                        .asString()
                        .equals("exited"));
        for (Path log : logs()) {
            assertThat(Files.readAllBytes(log)).as(log.toString()).doesNotContain((byte) 0x1B);
        }
    }

    private static List<Path> logs() throws IOException {
        try (var files = Files.walk(terminal.root())) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".cast") || file.toString().endsWith(".log"))
                    .toList();
        }
    }
}
