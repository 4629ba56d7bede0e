package dev.agentdesk.testkit.architecture.unmarked;

public record Unmarked() {}
