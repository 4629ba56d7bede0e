/** The public form of stored events: what clients, watchers and other services see. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.envelope;
