package dev.agentdesk.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBoundaryTest {

    @Test
    void isReachedBeforeTheFirstByte() {
        assertThat(new FrameBoundary().isReached()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000})
    void isReachedAtTheEndOfAFrameAndNowhereElse(int length) {
        var boundary = new FrameBoundary();
        var frames = ByteBuffer.allocate(2 * (10 + length));
        var size = frame(frames, length);
        frame(frames, length);
        for (int i = 1; i <= 2 * size; i++) {
            boundary.passed(new byte[] {frames.get(i - 1)}, 1);
            if (boundary.isReached() != (i % size == 0)) {
                throw new AssertionError("wrong after byte " + i + " of frames of " + size);
            }
        }
    }

    @Test
    void doesNotDependOnHowTheBytesAreCut() {
        var frames = ByteBuffer.allocate(1_000);
        int size = frame(frames, 300) + frame(frames, 7) + frame(frames, 0);
        for (int cut = 1; cut < size; cut++) {
            var boundary = new FrameBoundary();
            for (int from = 0; from < size; from += cut) {
                var part = new byte[Math.min(cut, size - from)];
                frames.get(from, part);
                boundary.passed(part, part.length);
            }
            assertThat(boundary.isReached()).isTrue();
        }
    }

    private static int frame(ByteBuffer to, int length) {
        int begin = to.position();
        to.put((byte) 0x82);
        if (length < 126) {
            to.put((byte) length);
        } else if (length < 65_536) {
            to.put((byte) 126).putShort((short) length);
        } else {
            to.put((byte) 127).putLong(length);
        }
        to.position(to.position() + length);
        return to.position() - begin;
    }
}
