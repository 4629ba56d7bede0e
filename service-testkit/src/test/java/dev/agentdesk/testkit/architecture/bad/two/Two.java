package dev.agentdesk.testkit.architecture.bad.two;

import dev.agentdesk.testkit.architecture.bad.one.One;

public record Two(One one) {}
