package dev.agentdesk.workspace.desk;

/**
 * A configuration as it is stored: the whole document as JSON text, validated, and the two members that the rules of
 * the Workspace itself need.
 */
public record Settings(String document, String engine, boolean autoStart) {}
