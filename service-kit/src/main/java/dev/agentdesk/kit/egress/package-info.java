/** The one way out: every call to an address that somebody else chose goes through here. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.egress;
