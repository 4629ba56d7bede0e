/** Sessions that automation starts: each run opens exactly one, or is refused with a reason that it hears. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.automation;
