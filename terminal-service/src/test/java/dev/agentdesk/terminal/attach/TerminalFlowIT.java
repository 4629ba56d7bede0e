package dev.agentdesk.terminal.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.screen.Screen;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.terminal.support.Watcher;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TerminalFlowIT {

    private static final int BYTES = 50_000_000;

    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = Terminal.start(Map.of("agentdesk.terminal.most-recorded", "5MB"));
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    @Test
    void fiftyMegabytesReachOneViewerWholeWhileOneIsSlowAndOneHasStopped() throws Exception {
        var workspace = terminal.running();
        var expected = terminal.bash(
                        workspace,
                        "head -c %d /dev/urandom | base64 -w 0 | head -c %d > big; sha256sum big"
                                .formatted(BYTES, BYTES))
                .split(" ")[0];
        var id = TerminalModeIT.open(
                terminal,
                workspace,
                "{\"command\":\"stty raw -echo; until [ -e go ]; do sleep 0.05; done; cat big; sleep 100\"}");
        try (var third = Watcher.join(terminal, id, "view").acknowledging().live();
                var stopped = Watcher.join(terminal, id, "drive").live();
                var slow = Watcher.attach(terminal, id, Watcher.ticket(terminal, id, "view"), Watcher.ADMIN, 4)) {
            slow.live();
            stopped.stopReading();
            terminal.bash(workspace, "touch go");
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> third.offset() >= BYTES);
            assertThat(third.kinds()).doesNotContain("resync");
            assertThat(sha256(third.output())).isEqualTo(expected);

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> slow.offset() >= BYTES);
            assertThat(slow.kinds()).contains("resync");
            stopped.readOn();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> stopped.offset() >= BYTES);
            assertThat(stopped.kinds()).contains("resync");
            var whole = shown(third);
            for (Watcher late : java.util.List.of(slow, stopped)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(shown(late)).isEqualTo(whole));
            }
        }
        var view = TerminalModeIT.get(terminal, id);
        assertThat(view.path("bytes").asLong()).isGreaterThanOrEqualTo(BYTES);
        assertThat(view.path("recording").path("complete").asBoolean()).isFalse();
        assertThat(view.path("recording").path("bytes").asLong()).isLessThan(5_300_000);
        var recording =
                terminal.admin().get("/api/v1/terminals/" + id + "/recording").text();
        assertThat(recording.lines().reduce((a, b) -> b).orElse("")).contains("largest size");
    }

    @Test
    void whoComesBackGetsWhatItMissed() {
        var id = TerminalModeIT.open(terminal, terminal.running(), "{\"command\":\"stty -echo; cat\"}");
        long seen;
        try (var first = Watcher.join(terminal, id, "drive").live()) {
            first.type("before\n");
            first.sees("before");
            seen = first.offset();
            first.type("meanwhile\n");
            first.sees("meanwhile");
        }
        try (var again = Watcher.attach(terminal, id, Watcher.ticket(terminal, id, "view"), Watcher.ADMIN, 0)) {
            again.send(Map.of("t", "attach", "from", seen));
            again.live();
            again.sees("meanwhile");
            assertThat(again.kinds()).filteredOn(it -> !it.equals("viewers")).containsExactly("hello", "live");
            assertThat(again.all()).doesNotContain("before");
        }
        try (var tooFar = Watcher.attach(terminal, id, Watcher.ticket(terminal, id, "view"), Watcher.ADMIN, 0)) {
            tooFar.send(Map.of("t", "attach", "from", 99_999_999));
            tooFar.live();
            assertThat(tooFar.kinds())
                    .filteredOn(it -> !it.equals("viewers"))
                    .containsExactly("hello", "snapshot", "live");
        }
    }

    @Test
    void aPagerIsOnTheScreenAgainAfterComingBack() {
        var workspace = terminal.running();
        var id = TerminalModeIT.open(
                terminal,
                workspace,
                "{\"cols\":60,\"rows\":12,\"command\":\"seq 1 500 > n; printf 'ä漢字\\\\n' >> n; less -R n; echo after; cat\"}");
        try (var driver = Watcher.join(terminal, id, "drive").live()) {
            driver.sees("11\r\n");
            driver.type("G");
            driver.sees("漢字");
            driver.type("kk/49\n");
            Awaitility.await().until(() -> String.join("|", shown(driver)).contains("490"));
            try (var again = Watcher.join(terminal, id, "view").live()) {
                assertThat(shown(again)).isEqualTo(shown(driver));
                driver.type("q");
                again.sees("after");
                driver.sees("after");
                assertThat(shown(again)).isEqualTo(shown(driver)).anyMatch(line -> line.equals("after"));
            }
        }
    }

    private static java.util.List<String> shown(Watcher viewer) {
        var size = viewer.first("hello");
        var screen = new Screen(size.path("cols").asInt(), size.path("rows").asInt());
        for (byte[] bytes : new byte[][] {viewer.snapshot(), viewer.output()}) {
            screen.feed(bytes, 0, bytes.length);
        }
        return screen.text();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
