/** Agents that give each other work: a call opens a child Session, and what comes of it is read back. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.agents;
