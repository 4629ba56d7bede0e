/** From an outside event to the text that an agent reads, with foreign text marked as such. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.prompt;
