/** When a schedule is due: pure rules from a text to instants, without a clock. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.timing;
