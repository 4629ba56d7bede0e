/** How senders prove that they wrote a request: what differs between providers is data. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.signature;
