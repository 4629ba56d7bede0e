/** Links by which somebody without an account reads a conversation as it was at a moment. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.share;
