package dev.agentdesk.terminal.writer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who made the content of a file what it is.
 *
 * @param type of the actor: {@code user}, {@code token}, {@code workspace}, …
 */
public record LastWriter(String type, String id, @Nullable String sessionId, Instant at) {}
