/** How work comes in over HTTP: opening Sessions, posting events, waiting for an answer. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.intake;
