package dev.agentdesk.trigger.access;

/** A Workspace as one principal may see it; {@code editor} says whether they may change what it does. */
public record Workspace(String id, String slug, boolean editor, boolean deleted) {}
