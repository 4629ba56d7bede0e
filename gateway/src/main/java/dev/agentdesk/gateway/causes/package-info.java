/** Why something happened, and what it led to: walked from resource to resource with the caller's own rights. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.gateway.causes;
