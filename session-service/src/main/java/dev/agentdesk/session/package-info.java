/** The session-service: conversations with an agent, their durable turns and their event stream. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session;
