/** Runs turns: picks what is ready under a lease, does step after step, survives the loss of any runner. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.runner;
