/** The Agent Client Protocol as we speak it: lines in, lines out, and what agent programs mean by them. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.acp;
