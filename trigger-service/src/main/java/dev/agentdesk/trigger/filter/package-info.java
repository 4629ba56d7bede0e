/** Which events a Route takes: a part of CEL that is safe over foreign events. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.filter;
