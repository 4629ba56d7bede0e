/** Rules from event to Workspace and prompt. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.route;
