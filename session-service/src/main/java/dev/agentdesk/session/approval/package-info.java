/** What waits for a person's decision: an inbox over all Sessions. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.approval;
