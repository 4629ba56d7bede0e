package dev.agentdesk.workspace.library;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.Erasure;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds entries for somebody: one's own and public ones, for administrators all. What is not theirs to see is not
 * there. Every read path of the library goes through here.
 */
@Component
public final class Library {

    private static final int OPENED_AT_ONCE = 500;

    private static final String SEES = "(:admin or owner = :account or visibility = 'public')";

    private final JdbcClient db;
    private final SealedTexts seals;
    private final Erasure erasure;

    Library(JdbcClient db, SealedTexts seals, Erasure erasure) {
        this.db = db;
        this.seals = seals;
        this.erasure = erasure;
    }

    /** @throws Rejection 404, the same for absent, hidden and deleted */
    public EntryRow visible(Kind kind, String id, Principal principal) {
        return seen(kind, id, principal).filter(row -> !row.deleted()).orElseThrow(Rejection::notFound);
    }

    /** An entry that the principal may change, deleted or not. */
    public EntryRow owned(Kind kind, String id, Principal principal) {
        var row = seen(kind, id, principal).orElseThrow(Rejection::notFound);
        if (!principal.isAdmin() && !row.owner().equals(principal.account())) {
            throw new Rejection(ProblemCode.FORBIDDEN, "Only its owner and administrators may change it.");
        }
        return row;
    }

    /** An entry that Workspaces of that account may use. */
    public Optional<EntryRow> usable(Kind kind, String id, String account) {
        return find(kind, id)
                .filter(row -> !row.deleted())
                .filter(row -> row.owner().equals(account) || row.visibility().equals("public"));
    }

    public boolean hasAny(Kind kind) {
        return db.sql("select exists (select 1 from library_entry where kind = :kind and not deleted)")
                .param("kind", kind.word())
                .query(Boolean.class)
                .single();
    }

    /** Newest first; names are sealed, so who searches for one opens page after page. */
    public Page<EntryRow> list(
            Kind kind, @Nullable String name, Principal principal, @Nullable Integer limit, @Nullable String cursor) {
        int size = Cursor.limit(limit, Page.MOST);
        var found = new ArrayList<EntryRow>();
        var behind = Cursor.decode(cursor);
        int atOnce = name == null ? size + 1 : OPENED_AT_ONCE;
        while (found.size() <= size) {
            var rows = behind(kind, behind, principal, atOnce);
            rows.stream().filter(row -> matches(row, name)).forEach(found::add);
            if (rows.size() < atOnce) {
                break;
            }
            behind = rows.getLast().id();
        }
        var shown = found.stream().limit(size).toList();
        return new Page<>(
                shown, found.size() > size ? Cursor.encode(shown.getLast().id()) : null);
    }

    private List<EntryRow> behind(Kind kind, @Nullable String after, Principal principal, int limit) {
        return db.sql("select " + EntryRow.COLUMNS + " from library_entry where kind = :kind and not deleted and "
                        + SEES + " and (:after::text is null or entry_id < :after) order by entry_id desc limit :limit")
                .param("kind", kind.word())
                .param("admin", principal.isAdmin())
                .param("account", principal.account())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> EntryRow.read(row, seals))
                .list();
    }

    private Optional<EntryRow> seen(Kind kind, String id, Principal principal) {
        return find(kind, id)
                .filter(row -> principal.isAdmin()
                        || row.owner().equals(principal.account())
                        || row.visibility().equals("public"));
    }

    /** Everything of that owner, by id; for what belongs to a Workspace, whose rights its caller has checked. */
    public List<EntryRow> ofOwner(Kind kind, String owner) {
        return db.sql("select " + EntryRow.COLUMNS
                        + " from library_entry where kind = :kind and owner = :owner and not deleted order by entry_id")
                .param("kind", kind.word())
                .param("owner", owner)
                .query((row, n) -> EntryRow.read(row, seals))
                .list();
    }

    /** Destroys the content of everything of that owner, for good. Harmless to repeat. */
    public void eraseAllOf(Kind kind, String owner) {
        db.sql("select entry_id from library_entry where kind = :kind and owner = :owner")
                .param("kind", kind.word())
                .param("owner", owner)
                .query(String.class)
                .list()
                .forEach(erasure::erase);
        db.sql("delete from library_entry where kind = :kind and owner = :owner")
                .param("kind", kind.word())
                .param("owner", owner)
                .update();
    }

    /** Whatever its condition; for callers that check rights themselves. */
    public Optional<EntryRow> find(Kind kind, String id) {
        return db.sql("select " + EntryRow.COLUMNS + " from library_entry where entry_id = :id and kind = :kind")
                .param("id", id)
                .param("kind", kind.word())
                .query((row, n) -> EntryRow.read(row, seals))
                .optional();
    }

    private static boolean matches(EntryRow row, @Nullable String name) {
        return name == null
                || row.name()
                        .toLowerCase(Locale.ROOT)
                        .contains(Objects.requireNonNull(name).toLowerCase(Locale.ROOT));
    }
}
