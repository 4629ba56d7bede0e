package dev.agentdesk.session.conversation;

/** One step of what an agent intends to do; {@code status} is pending, in_progress or completed. */
public record PlanItem(String content, String status) {}
