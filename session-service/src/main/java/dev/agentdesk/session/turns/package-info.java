/** The turns of Sessions, as they are listed and looked up. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.turns;
