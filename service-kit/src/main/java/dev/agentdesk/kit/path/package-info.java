/** Paths that strangers name, resolved beneath one folder so that nothing outside of it can be reached. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.path;
