package dev.agentdesk.trigger.ingest;

import dev.agentdesk.trigger.cloudevent.CloudEvent;

/**
 * An event with what its record says about it.
 *
 * @param digest SHA-256 of attributes and data in canonical form, the same for both content modes
 * @param depth how many automations lie between a person and this event, as its producer says
 */
record Incoming(CloudEvent event, String digest, int depth) {}
