package dev.agentdesk.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

    private static final String END = "\033]8;;\007";

    private final Screen screen = new Screen(20, 4);

    @Test
    void comesBackAroundWhatItWasPrintedAroundAndNothingElse() {
        print("see " + link("https://agentdesk.dev/docs") + "the " + "\033[1mdocs\033[0m now" + END + " or not");
        assertThat(snapshot())
                .contains("\033]8;;https://agentdesk.dev/docs\007the \033[0;1mdocs\033[0m now")
                .contains(END + " or");
        assertThat(again().state()).isEqualTo(screen.state());
    }

    @Test
    void goesOnForWhatIsPrintedAfterASnapshot() {
        print(link("https://a.example/"));
        var other = again();
        for (var each : new Screen[] {screen, other}) {
            feed(each, "later" + END + " done");
        }
        assertThat(other.state()).isEqualTo(screen.state()).contains("https://a.example/later");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "data:text/html,x",
                "https:no-slashes",
                "//no-scheme",
                "https://with space/",
                "https://a/\u009b31m"
            })
    void leavesOutWhatIsNoAddressOfTheWeb(String address) {
        print(link(address) + "text" + END);
        assertThat(snapshot()).contains("text").doesNotContain("\033]8;");
    }

    @Test
    void keepsTheColourOfUnderlines() {
        print("\033[4:3;58;2;255;0;9mwrong\033[59m plain\033[0m");
        assertThat(snapshot()).contains("\033[0;4:3;58;2;255;0;9mwrong").contains("\033[0;4:3m plain");
        assertThat(again().state()).isEqualTo(screen.state());
    }

    @Test
    void neverNeedsMoreThanAFixedAmountOfMemory() {
        for (int i = 0; i < 20_000; i++) {
            print(link("https://a.example/" + i) + "x" + END + "\r");
        }
        print(link("https://a.example/last") + "y" + END);
        assertThat(snapshot()).contains("https://a.example/last");
        assertThat(again().state()).isEqualTo(screen.state());
    }

    @Test
    void isWrittenAgainOnlySoOftenInALine() {
        var first = "https://a.example/" + "1".repeat(1_900);
        var second = "https://a.example/" + "2".repeat(1_900);
        for (int i = 0; i < 10; i++) {
            print(link(first) + "a" + link(second) + "b");
        }
        assertThat(snapshot().length()).isLessThan(20_000);
        assertThat(again().text()).isEqualTo(screen.text());
    }

    private static String link(String address) {
        return "\033]8;;" + address + "\007";
    }

    private void print(String text) {
        feed(screen, text);
    }

    private static void feed(Screen to, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        to.feed(bytes, 0, bytes.length);
    }

    private String snapshot() {
        return new String(screen.snapshot().bytes(), StandardCharsets.UTF_8);
    }

    private Screen again() {
        var other = new Screen(20, 4);
        feed(other, snapshot());
        return other;
    }
}
