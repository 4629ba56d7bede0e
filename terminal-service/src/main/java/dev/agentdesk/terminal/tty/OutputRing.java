package dev.agentdesk.terminal.tty;

import java.util.Arrays;

/** The newest bytes of an endless output, addressed by their offset since its beginning. Not thread safe. */
final class OutputRing {

    /** What a viewer may be behind, and as much again for who comes back. */
    private static final int MOST = 2 << 20;

    private static final int FIRST = 1 << 14;

    private byte[] bytes = new byte[FIRST];
    private long head;

    /** How many bytes have come. */
    long head() {
        return head;
    }

    /** The offset of the oldest byte that is still here. */
    long oldest() {
        return Math.max(0, head - bytes.length);
    }

    void append(byte[] from, int offset, int count) {
        while (bytes.length < MOST && head + count > bytes.length) {
            grow();
        }
        int skipped = Math.max(0, count - bytes.length);
        long at = head + skipped;
        int left = count - skipped;
        int source = offset + skipped;
        while (left > 0) {
            int place = (int) (at % bytes.length);
            int n = Math.min(left, bytes.length - place);
            System.arraycopy(from, source, bytes, place, n);
            at += n;
            source += n;
            left -= n;
        }
        head += count;
    }

    /** Up to {@code most} bytes from that offset on, which must still be here. */
    byte[] read(long from, int most) {
        if (from < oldest() || from > head) {
            throw new IllegalArgumentException(from + " is not between " + oldest() + " and " + head);
        }
        int count = (int) Math.min(most, head - from);
        int place = (int) (from % bytes.length);
        int first = Math.min(count, bytes.length - place);
        var read = Arrays.copyOfRange(bytes, place, place + count);
        System.arraycopy(bytes, 0, read, first, count - first);
        return read;
    }

    /** Only while nothing was overwritten, so that the places stay. */
    private void grow() {
        int next = bytes.length * 2;
        if (head > bytes.length) {
            throw new IllegalStateException("grown too late");
        }
        bytes = Arrays.copyOf(bytes, next);
    }
}
