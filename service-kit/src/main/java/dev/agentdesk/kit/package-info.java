/** Technical plumbing that every service shares; it knows no domain. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit;
