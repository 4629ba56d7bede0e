/** Removing what automation holds of an erased Workspace. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.erasure;
