/** The public form of events, pages of them, and the stream that watchers follow. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.stream;
