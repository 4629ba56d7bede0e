/** Pages of lists, newest first. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.listing;
