package dev.agentdesk.testkit.architecture.bad.one;

import dev.agentdesk.testkit.architecture.bad.two.Two;

public record One(Two two) {}
