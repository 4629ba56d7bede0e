package dev.agentdesk.testkit.architecture.bad;

import dev.agentdesk.session.Foreign;

public record BadNeighbour(Foreign foreign) {}
