package dev.agentdesk.contracts.environment.v1;

import java.util.List;

/** What the host really enforces: tier {@code T0} to {@code T2} or {@code container}, and what it can't. */
public record Isolation(String tier, List<String> enforced, List<String> notEnforced) {}
