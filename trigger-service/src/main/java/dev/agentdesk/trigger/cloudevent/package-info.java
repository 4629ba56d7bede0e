/** An outside event in the form of CloudEvents 1.0, whatever carried it. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.trigger.cloudevent;
