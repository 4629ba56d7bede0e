/** The facts of automation in the published language. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.publishing;
