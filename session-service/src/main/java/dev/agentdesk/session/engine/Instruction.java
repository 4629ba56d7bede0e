package dev.agentdesk.session.engine;

import java.util.Map;

/** One thing that a message tells the shell engine to do. */
sealed interface Instruction {

    /** As it stands in the message, in one line. */
    String shown();

    record Tool(String shown, String tool, Map<String, Object> input) implements Instruction {}

    /** A line that looks like an instruction and is none; it fails without running anything. */
    record Malformed(String shown, String why) implements Instruction {}
}
