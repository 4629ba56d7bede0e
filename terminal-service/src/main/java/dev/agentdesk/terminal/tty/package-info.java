/** Terminals: programs on a screen that many can watch and one drives, as long as their Environment runs. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.tty;
