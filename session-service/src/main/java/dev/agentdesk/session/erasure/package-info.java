/** Erasing a Session, or all of a Workspace: content can never be read again, counts and order stay. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.erasure;
