package dev.agentdesk.terminal.program;

import org.jspecify.annotations.Nullable;

/**
 * How a program is.
 *
 * @param flooded it was ended because it printed too much
 * @param lastWords the end of its error channel
 */
record ProgramState(boolean running, @Nullable Integer exitCode, boolean flooded, String lastWords) {}
