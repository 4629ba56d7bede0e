/**
 * The public door for HTTP senders: who may pass, what is kept of those who may not, and the Delivery of those who may.
 */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.webhook;
