package dev.agentdesk.testkit.architecture.bad;

import java.sql.Connection;

public record BadState(Connection connection) {}
