/** From a Delivery to its verdicts and runs. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.routing;
