/** What of our events the rest of the platform hears, in the published language. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.publishing;
