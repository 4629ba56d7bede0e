package dev.agentdesk.gateway.tunnel;

/**
 * Whether the WebSocket frames that have passed from a server are whole, so that another one may follow.
 *
 * <p>Reads lengths only. Not thread safe.
 */
final class FrameBoundary {

    private static final int LENGTH_BITS = 0x7F;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;
    private static final int LONGEST_HEAD = 10;

    private final byte[] head = new byte[LONGEST_HEAD];
    private int headBytes;
    private long payloadLeft;

    boolean isReached() {
        return headBytes == 0 && payloadLeft == 0;
    }

    void passed(byte[] bytes, int count) {
        int i = 0;
        while (i < count) {
            if (payloadLeft > 0) {
                int part = (int) Math.min(payloadLeft, count - i);
                payloadLeft -= part;
                i += part;
            } else {
                head[headBytes++] = bytes[i++];
                endOfHead();
            }
        }
    }

    private void endOfHead() {
        if (headBytes < 2) {
            return;
        }
        int length = head[1] & LENGTH_BITS;
        int more = length == TWO_BYTES_FOLLOW ? 2 : length == EIGHT_BYTES_FOLLOW ? 8 : 0;
        if (headBytes == 2 + more) {
            payloadLeft = more == 0 ? length : number(more);
            headBytes = 0;
        }
    }

    private long number(int bytes) {
        long number = 0;
        for (int i = 2; i < 2 + bytes; i++) {
            number = number << 8 | head[i] & 0xFF;
        }
        return number;
    }
}
