/** Read models: kept in step with the events, rebuilt beside the live one and swapped while in service. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.readmodel;
