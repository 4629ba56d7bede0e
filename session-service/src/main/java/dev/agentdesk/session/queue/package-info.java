/** The messages that wait for a turn, as people see and change them. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.queue;
