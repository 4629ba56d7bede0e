/** Which tool may run: presets, ordered rules and the reading of a bash line; pure. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.permission;
