package dev.agentdesk.workspace.library;

import org.jspecify.annotations.Nullable;

/**
 * One version of an entry.
 *
 * @param visibility {@code private} or {@code public}
 * @param document JSON that its kind understands, validated; never a secret
 * @param secretId names the secret that belongs to it, see {@link Secrets}
 */
public record Content(
        String name,
        String visibility,
        String document,
        @Nullable String secretId) {}
