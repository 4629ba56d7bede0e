/** The row of each Session, its queue, and everything that is asked about Sessions over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.overview;
