package dev.agentdesk.terminal.sandbox;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration of a Workspace asks of its Environment; null is not asked for, and then gets the strongest
 * that the host enforces.
 *
 * @param network {@code off}, {@code open}, or {@code allow} for a list of hosts
 * @param acceptUnenforced settings that may go without
 */
public record Demands(
        @Nullable String minIsolation,
        @Nullable String network,
        @Nullable Long memoryBytes,
        @Nullable Double cpus,
        @Nullable Long diskBytes,
        Set<String> acceptUnenforced) {}
