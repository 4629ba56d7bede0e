/** The emergency brake: nothing starts without a person while a hold stands. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.hold;
