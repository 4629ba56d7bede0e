/** What all lists and requests of this service share: pages, newest first, and texts that can be stored. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.listing;
