/** What the permission policy of a Workspace would say to a tool call, without one. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.tester;
