/** What thinks: an engine looks at what happened in a turn and says what is next; the runner does it. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.engine;
