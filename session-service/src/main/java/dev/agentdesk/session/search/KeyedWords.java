package dev.agentdesk.session.search;

import dev.agentdesk.kit.store.SealedTexts;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Words as the index holds them: PostgreSQL finds the words of a text and their places, and each is replaced by a
 * digest under the key of the Workspace. The same word of a Workspace gives the same digest, of another one another;
 * without the key a digest says nothing. See ADR 0017.
 */
final class KeyedWords {

    /** PostgreSQL takes no larger vectors; more than a very long message. */
    private static final int LONGEST_TEXT = 200_000;

    private static final int DIGEST_BYTES = 12;

    private final SealedTexts seals;

    KeyedWords(SealedTexts seals) {
        this.seals = seals;
    }

    /**
     * The text of a {@code tsvector}; null where the Workspace is erased. The text itself is a parameter of a query and
     * is stored nowhere.
     */
    @Nullable
    String vector(String workspaceId, String text, JdbcClient db) {
        if (!seals.isOpen(workspaceId)) {
            return null;
        }
        var cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return db
                .sql("select lexeme, positions from unnest(to_tsvector('simple', :text))")
                .param("text", cut)
                .query((row, n) -> {
                    var places = (Object[]) row.getArray("positions").getArray();
                    return "'" + keyed(workspaceId, row.getString("lexeme")) + "':"
                            + Stream.of(places).map(String::valueOf).collect(Collectors.joining(","));
                })
                .list()
                .stream()
                .collect(Collectors.joining(" "));
    }

    /** The text of a {@code tsquery}, each of its quoted words replaced. */
    String query(String workspaceId, String query) {
        var keyed = new StringBuilder();
        int at = 0;
        while (at < query.length()) {
            if (query.charAt(at) != '\'') {
                keyed.append(query.charAt(at++));
                continue;
            }
            var word = new StringBuilder();
            for (at++; at < query.length(); at++) {
                char c = query.charAt(at);
                boolean doubled = (c == '\'' || c == '\\') && at + 1 < query.length() && query.charAt(at + 1) == c;
                if (c == '\'' && !doubled) {
                    break;
                }
                at += doubled ? 1 : 0;
                word.append(c);
            }
            at++;
            keyed.append('\'').append(keyed(workspaceId, word.toString())).append('\'');
        }
        return keyed.toString();
    }

    private String keyed(String workspaceId, String word) {
        var sealed = Objects.requireNonNull(seals.seal(workspaceId, word));
        return HexFormat.of().formatHex(Arrays.copyOf(sealed, DIGEST_BYTES));
    }
}
