/** Automation: what starts Sessions without a person, and the ledger of every decision it made. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger;
