/** Environments: sandboxed commands of agents, the files that they share with people, and what became of each. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal;
