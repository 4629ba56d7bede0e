/** What this service tells the others, and what it hears from them: facts, never content. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.publishing;
