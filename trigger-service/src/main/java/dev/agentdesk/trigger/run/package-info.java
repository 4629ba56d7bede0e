/** Runs: the ledger of what automation decided to do and what came of it. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.run;
