/** Starting work by the clock: what is due, what may run beside what, and what becomes of what was missed. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.schedule;
