package dev.agentdesk.trigger.replay;

/** The Delivery that is routed once more, and the one that it repeats. */
record ReplayView(String deliveryId, String replayOf) {}
