package dev.agentdesk.session.acp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts lines together from pieces. A line that is longer than any message has to be is dropped, and counts as one that
 * makes no sense. Not thread safe.
 */
public final class Lines {

    /** A message may carry a file, hardly ever a larger one. */
    static final int LONGEST = 4 * 1024 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;
    private long dropped;

    /** The lines that are whole now; blank ones are left out. */
    public List<String> add(byte[] bytes) {
        var whole = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                keep(bytes, from, at);
                end(whole);
                from = at + 1;
            }
        }
        keep(bytes, from, bytes.length);
        return whole;
    }

    /** How many lines were too long. */
    public long dropped() {
        return dropped;
    }

    /** Bytes of the line that has not ended. */
    public int pending() {
        return line.size();
    }

    private void keep(byte[] bytes, int from, int to) {
        tooLong |= line.size() + (to - from) > LONGEST;
        if (tooLong) {
            line.reset();
        } else {
            line.write(bytes, from, to - from);
        }
    }

    private void end(List<String> whole) {
        if (tooLong) {
            dropped++;
        } else if (line.size() > 0) {
            var text = line.toString(StandardCharsets.UTF_8).strip();
            if (!text.isEmpty()) {
                whole.add(text);
            }
        }
        tooLong = false;
        line.reset();
    }
}
