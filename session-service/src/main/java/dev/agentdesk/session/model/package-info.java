/** Models: what they are asked in our own format, the wires that carry it, and what of a log they are shown. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.model;
