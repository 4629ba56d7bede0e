package dev.agentdesk.terminal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputSinkTest {

    @TempDir
    Path folder;

    @Test
    void keepsAShortOutputWholeAndWritesNoFile() throws IOException {
        var sink = sink(1 << 20);
        sink.write("hello\n".getBytes(StandardCharsets.UTF_8));
        var output = sink.finish();
        assertThat(output.head()).isEqualTo("hello\n");
        assertThat(output.tail()).isNull();
        assertThat(output.truncated()).isFalse();
        assertThat(output.size()).isEqualTo(6);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 100_000})
    void keepsHeadAndTailOfALongOneAndTheWholeInAFile(int piece) throws Exception {
        var bytes = "0123456789ä€😀\n".repeat(9_000).getBytes(StandardCharsets.UTF_8);
        var sink = sink(1 << 20);
        for (int i = 0; i < bytes.length; i += piece) {
            sink.write(bytes, i, Math.min(piece, bytes.length - i));
        }
        var output = sink.finish();
        var text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(output.truncated()).isTrue();
        assertThat(text).startsWith(output.head()).endsWith(output.tail());
        assertThat(output.head().getBytes(StandardCharsets.UTF_8).length
                        + output.tail().getBytes(StandardCharsets.UTF_8).length)
                .isBetween(32 * 1024 - 8, 32 * 1024);
        assertThat(output.sha256()).isEqualTo(sha256(bytes));
        assertThat(Files.readAllBytes(OutputSink.stored(folder, sha256(bytes)))).isEqualTo(bytes);
    }

    @Test
    void storesBytesThatAreNoText() throws IOException {
        var bytes = new byte[100];
        new Random(1).nextBytes(bytes);
        var sink = sink(1 << 20);
        sink.write(bytes);
        assertThat(OutputSink.stored(folder, sink.finish().sha256())).hasBinaryContent(bytes);
    }

    @Test
    void saysOnceThatItIsFullAndDropsTheRest() throws IOException {
        var full = new AtomicInteger();
        var sink = sink(100_000);
        sink.whenFull(full::incrementAndGet);
        for (int i = 0; i < 30; i++) {
            sink.write(new byte[10_000]);
        }
        assertThat(full).hasValue(1);
        assertThat(sink.finish().size()).isEqualTo(100_000);
    }

    @Test
    void addsALineOfOursEvenWhenFull() throws IOException {
        var sink = sink(4);
        sink.write("abcdef".getBytes(StandardCharsets.UTF_8));
        sink.note("[stopped]");
        assertThat(sink.finish().head()).isEqualTo("abcd\n[stopped]\n");
    }

    private OutputSink sink(long most) {
        return new OutputSink(folder, "exe_1", most);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
