/** What this service publishes: one class that knows both languages. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.publishing;
