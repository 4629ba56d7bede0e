package dev.agentdesk.session;

public record Foreign() {}
