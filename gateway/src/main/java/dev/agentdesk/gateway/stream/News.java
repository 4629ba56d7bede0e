package dev.agentdesk.gateway.stream;

import dev.agentdesk.gateway.activity.Hints;
import java.nio.charset.StandardCharsets;

/** What a topic has to say to the browser. */
sealed interface News {

    /** About how much memory it holds. */
    default int size() {
        return 64;
    }

    /**
     * An event as its service wrote it.
     *
     * @param seq 0 for a preview, which has no place in the log
     */
    record Logged(String topic, long seq, String type, byte[] envelope) implements News {

        @Override
        public int size() {
            return 64 + envelope.length;
        }

        @Override
        public String toString() {
            return topic + "@" + seq + " " + new String(envelope, StandardCharsets.UTF_8);
        }
    }

    record Hinted(Hints.Told told) implements News {}

    /** All that was in the log when it was opened has been said. */
    record CaughtUp(String topic, long seq) implements News {}

    /** There will be nothing more of this topic; the code is one of the closed list of problems. */
    record Refused(String topic, String code) implements News {}
}
