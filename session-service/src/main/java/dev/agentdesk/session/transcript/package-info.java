/** A whole conversation at once: to read, to keep, to look at as a timeline. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.transcript;
