/** Past deliveries once more: routed again, or only held against a changed route. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.replay;
