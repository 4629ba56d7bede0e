/** Slack: which thread an event belongs to, and answers into it. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.slack;
