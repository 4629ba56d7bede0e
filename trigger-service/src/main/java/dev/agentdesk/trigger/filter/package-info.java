/** Which events a Route takes: equality of event attributes. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.filter;
