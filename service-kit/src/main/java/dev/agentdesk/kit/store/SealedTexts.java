package dev.agentdesk.kit.store;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Texts that people wrote, as the rows of read models hold them: sealed with the key of their scope, so that neither a
 * dead row nor a journal of the database tells them once the key is destroyed.
 *
 * <p>The same text of a scope always gives the same bytes: a rebuilt row equals the live one. Rows can't be searched by
 * such a text in SQL; who searches opens them page by page.
 */
public final class SealedTexts {

    private final DataKeys keys;

    public SealedTexts(DataKeys keys) {
        this.keys = keys;
    }

    /** @param scope the id of the Session, Workspace, Route or Delivery that the text belongs to */
    public byte @Nullable [] seal(String scope, @Nullable String text) {
        return text == null ? null : keys.sealAlike(scope, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the scope was not erased: only then something can be sealed for it. */
    public boolean isOpen(String scope) {
        return !keys.isDestroyed(scope);
    }

    /** The text again; null where there was none, and once the scope is erased. */
    public @Nullable String open(String scope, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : keys.open(scope, sealed)
                        .map(text -> new String(text, StandardCharsets.UTF_8))
                        .orElse(null);
    }
}
