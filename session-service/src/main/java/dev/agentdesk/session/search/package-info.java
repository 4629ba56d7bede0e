/** Full-text search over all conversations that somebody may see, on an index of keyed words. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.search;
