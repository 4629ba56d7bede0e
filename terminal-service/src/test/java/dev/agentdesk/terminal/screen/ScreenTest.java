package dev.agentdesk.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {

    private static final String[] PIECES = {
        "hello",
        "world of cells ",
        "ä",
        "漢字",
        "e\u0301",
        "한",
        "🙂",
        "\u200d",
        "\n",
        "\r\n",
        "\r",
        "\b",
        "\t",
        "x",
        "~q`a",
        "0123456789012345678901234567890123456789",
        "\033[m",
        "\033[1;31m",
        "\033[38;5;200m",
        "\033[48;2;1;2;3m",
        "\033[4:3m",
        "\033[7m",
        "\033[44m",
        "\033[0;9;53m",
        "\033[H",
        "\033[5;7H",
        "\033[2J",
        "\033[J",
        "\033[1J",
        "\033[K",
        "\033[1K",
        "\033[2K",
        "\033[3J",
        "\033[3@",
        "\033[2P",
        "\033[4X",
        "\033[2L",
        "\033[M",
        "\033[2S",
        "\033[T",
        "\033[3;6r",
        "\033[r",
        "\033[?6h",
        "\033[?6l",
        "\033[?7l",
        "\033[?7h",
        "\033[4l",
        "\033[?1049h",
        "\033[?1049l",
        "\033[?47h",
        "\033[?47l",
        "\0337",
        "\0338",
        "\033[s",
        "\033[u",
        "\033D",
        "\033E",
        "\033M",
        "\033(0lqqk\033(B",
        "\033)0\016mj\017",
        "\033[?25l",
        "\033[?25h",
        "\033[?2004h",
        "\033[?1000h",
        "\033[?1006h",
        "\033[?1h",
        "\033=",
        "\033>",
        "\033[5 q",
        "\033[3g",
        "\033[g",
        "\033H",
        "\033[I",
        "\033[Z",
        "\033[3b",
        "\033[A",
        "\033[9B",
        "\033[2C",
        "\033[4D",
        "\033[12G",
        "\033[3d",
        "\033[!p",
        "\033]0;a title\007",
        "\033]2;other\033\\",
        "\033]11;?\007",
        "\033P$qm\033\\",
        "\033_private\033\\",
        "\033^p\033\\",
        "\033Xs\033\\",
        "\033[c",
        "\033[6n",
        "\033[>c",
        "\033]8;;http://x/\007",
        "\033]8;;\007",
        "\033#8",
        "\033c",
        "\033[20h",
        "\033[20l",
        "\033[2'}",
        "\033['~",
        "\033[ @",
        "\033[ A",
        "\033[?45h",
        "\033[38:2::9:8:7m",
        "\033[58;5;9m",
        "\033[4;58:2::1:2:3m",
        "\033[59m",
        "\033]8;id=a;https://y/z?q=1\033\\",
        "\033[22t",
        "\033[23t"
    };

    /** Rare enough that something remains on the screen. */
    private static final List<String> RARE = List.of("\033c", "\033#8", "\033[2J", "\033[3J", "\033[!p", "\033[J");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aSnapshotAtAnyByteAndTheRestShowWhatTheWholeShows(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            var bytes = random(random, 20 + random.nextInt(180));
            int columns = 4 + random.nextInt(30);
            int rows = 2 + random.nextInt(10);
            var whole = screen(columns, rows, bytes, bytes.length);
            for (int i = 0; i < 12; i++) {
                int cut = random.nextInt(bytes.length + 1);
                var again = attached(screen(columns, rows, bytes, cut).snapshot(), columns, rows, bytes);
                assertThat(again.state())
                        .as("cut at %d of %s", cut, printable(bytes))
                        .isEqualTo(whole.state());
            }
        }
    }

    @Test
    void showsTheScreenOfAPagerAndTheOneBelowIt() {
        var below = "$ less file\r\n";
        var bytes = (below
                        + "\033[?1049h\033[22;0;0t\033[?1h\033=\rline one\033[m\r\nline two\033[m\r\n\033[7m(END)\033[27m\033[K")
                .getBytes(StandardCharsets.UTF_8);
        var again = attached(screen(20, 4, bytes, bytes.length).snapshot(), 20, 4, bytes);
        assertThat(again.text()).containsExactly("", "line one", "line two", "(END)");
        var end = "\033[?1l\033>\033[23;0;0t\033[?1049l".getBytes(StandardCharsets.UTF_8);
        again.feed(end, 0, end.length);
        assertThat(again.text()).containsExactly("$ less file", "", "", "");
    }

    @Test
    void beginsWhereNoCharacterAndNoSequenceIsCut() {
        for (String cut :
                new String[] {"a\033", "a\033[3", "a\033[38;5", "a漢".substring(0, 1) + "\033]0;ti", "a\033P$q"}) {
            var bytes = cut.getBytes(StandardCharsets.UTF_8);
            assertThat(screen(10, 3, bytes, bytes.length).snapshot().offset())
                    .as(cut)
                    .isEqualTo(1);
        }
        var character = "a漢".getBytes(StandardCharsets.UTF_8);
        assertThat(screen(10, 3, character, 3).snapshot().offset()).isEqualTo(1);
        assertThat(screen(10, 3, character, 4).snapshot().offset()).isEqualTo(4);
    }

    @Test
    void asksNothingAndRepeatsNoPrivateString() {
        var bytes = "\033[c\033[6n\033]11;?\007\033P$qm\033\\\033]52;c;aGk=\007\033_x\033\\\033]4;1;?\007ok"
                .getBytes(StandardCharsets.UTF_8);
        var snapshot = new String(screen(10, 3, bytes, bytes.length).snapshot().bytes(), StandardCharsets.UTF_8);
        assertThat(snapshot).contains("ok").doesNotContain("[c", "[6n", "?\007", "\033P", "]52", "\033_", "]4;", "]11");
    }

    @Test
    void aTitleCannotCarryASequence() {
        var bytes = "\033]2;a\u009b6nb\007".getBytes(StandardCharsets.UTF_8);
        var snapshot = new String(screen(10, 3, bytes, bytes.length).snapshot().bytes(), StandardCharsets.UTF_8);
        assertThat(snapshot).doesNotContain("\u009b");
    }

    @Test
    void swallowsTheRestOfAStringThatIsTooLongToBeSentAgain() {
        var out = new StringBuilder("before\033P1;2q");
        out.append("~".repeat(100_000));
        var beginning = out.toString().getBytes(StandardCharsets.UTF_8);
        var screen = screen(20, 3, beginning, beginning.length);
        var rest = "~~~~\033\\after".getBytes(StandardCharsets.UTF_8);
        var again = attached(screen.snapshot(), 20, 3, beginning);
        again.feed(rest, 0, rest.length);
        assertThat(again.text().getFirst()).isEqualTo("beforeafter");
    }

    @Test
    void keepsWhatHasLeftTheScreen() {
        var out = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            out.append("\033[3").append(i % 8).append("mline ").append(i).append("\033[m\r\n");
        }
        var bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        var snapshot = new String(screen(20, 5, bytes, bytes.length).snapshot().bytes(), StandardCharsets.UTF_8);
        assertThat(snapshot).contains("line 0\033", "line 1000\033", "line 1999\033");
    }

    @Test
    void boundsWhatItKeeps() {
        var line = ("x".repeat(79) + "\r\n").getBytes(StandardCharsets.UTF_8);
        var screen = new Screen(80, 24);
        for (int i = 0; i < 30_000; i++) {
            screen.feed(line, 0, line.length);
        }
        assertThat(screen.snapshot().bytes().length).isBetween(1 << 20, (1 << 20) + 100_000);
    }

    @Test
    void breaksLinesAnewForAnotherWidth() {
        var bytes = "abcdefghijkl\r\n$ ".getBytes(StandardCharsets.UTF_8);
        var screen = screen(10, 5, bytes, bytes.length);
        screen.resize(5, 5);
        assertThat(screen.text()).containsExactly("abcde", "fghij", "kl", "$ ", "");
        screen.resize(20, 5);
        assertThat(screen.text()).containsExactly("abcdefghijkl", "$ ", "", "", "");
    }

    @Test
    void takesLinesBackWhenItGrows() {
        var bytes = "1\r\n2\r\n3\r\n4\r\n5".getBytes(StandardCharsets.UTF_8);
        var screen = screen(10, 3, bytes, bytes.length);
        screen.resize(10, 5);
        assertThat(screen.text()).containsExactly("1", "2", "3", "4", "5");
        screen.resize(10, 2);
        assertThat(screen.text()).containsExactly("4", "5");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void survivesAnything(long seed) {
        var random = new Random(seed);
        var screen = new Screen(7, 4);
        var bytes = new byte[4_096];
        for (int round = 0; round < 100; round++) {
            random.nextBytes(bytes);
            screen.feed(bytes, 0, bytes.length);
            var pieces = random(random, 200);
            screen.feed(pieces, 0, pieces.length);
            screen.resize(2 + random.nextInt(40), 1 + random.nextInt(20));
            screen.snapshot();
        }
        assertThat(screen.text()).hasSize(screen.rows());
    }

    private static Screen screen(int columns, int rows, byte[] bytes, int count) {
        var screen = new Screen(columns, rows);
        for (int i = 0; i < count; i += 7) {
            screen.feed(bytes, i, Math.min(7, count - i));
        }
        return screen;
    }

    /** As a viewer that had shown something else before. */
    private static Screen attached(Snapshot snapshot, int columns, int rows, byte[] all) {
        var screen = new Screen(columns, rows);
        var other = "\033[?1049h\033[3;4r\033[?6h\033(0\033[41mgarbage\033[4h".getBytes(StandardCharsets.UTF_8);
        screen.feed(other, 0, other.length);
        screen.feed(snapshot.bytes(), 0, snapshot.bytes().length);
        screen.feed(all, (int) snapshot.offset(), all.length - (int) snapshot.offset());
        return screen;
    }

    private static byte[] random(Random random, int pieces) {
        var out = new ByteArrayOutputStream();
        var kept = new ArrayList<String>();
        while (kept.size() < pieces) {
            var piece = PIECES[random.nextInt(PIECES.length)];
            if (!RARE.contains(piece) || random.nextInt(8) == 0) {
                kept.add(piece);
            }
        }
        kept.forEach(piece -> out.writeBytes(piece.getBytes(StandardCharsets.UTF_8)));
        return out.toByteArray();
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .replace("\033", "^")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
