package dev.agentdesk.workspace.library;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.workspace.library.EntryEvent.EntryAdded;
import dev.agentdesk.workspace.library.EntryEvent.EntryContentErased;
import dev.agentdesk.workspace.library.EntryEvent.EntryDeleted;
import dev.agentdesk.workspace.library.EntryEvent.EntryRevised;
import dev.agentdesk.workspace.library.EntryEvent.EntryUndeleted;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code library_entry}: one row per entry, in the transaction of the append. */
@Component
final class EntryRows implements ReadModel {

    private final SealedTexts seals;

    EntryRows(SealedTexts seals) {
        this.seals = seals;
    }

    @Override
    public String name() {
        return "library-entry";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("library_entry");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case EntryAdded added -> insert(added, db);
            case EntryRevised revised -> revise(revised, db);
            case EntryDeleted deleted -> mark(deleted, true, db);
            case EntryUndeleted undeleted -> mark(undeleted, false, db);
            case EntryContentErased erased ->
                db.sql("delete from library_entry where entry_id = :id")
                        .param("id", erased.entryId())
                        .update();
            default -> {}
        }
    }

    private void insert(EntryAdded added, JdbcClient db) {
        content(db.sql("""
                insert into library_entry (entry_id, kind, owner, visibility, sealed_name, sealed_document, secret_id,
                    version, deleted, created_by, created_at, updated_at)
                values (:id, :kind, :owner, :visibility, :name, :document, :secret, 1, false, :by, :at, :at)
                on conflict (entry_id) do nothing"""), added, added.content())
                .param("kind", added.kind().word())
                .param("owner", added.owner())
                .param("by", added.stamp().actor().id())
                .update();
    }

    private void revise(EntryRevised revised, JdbcClient db) {
        content(db.sql("""
                update library_entry set visibility = :visibility, sealed_name = :name, sealed_document = :document,
                    secret_id = :secret, version = :version, updated_at = :at where entry_id = :id"""), revised, revised.content())
                .param("version", revised.version())
                .update();
    }

    private JdbcClient.StatementSpec content(JdbcClient.StatementSpec statement, EntryEvent event, Content content) {
        return statement
                .param("id", event.entryId())
                .param("visibility", content.visibility())
                .param("name", seals.seal(event.entryId(), content.name()), Types.BINARY)
                .param("document", seals.seal(event.entryId(), content.document()), Types.BINARY)
                .param("secret", content.secretId())
                .param("at", Timestamp.from(event.stamp().at()));
    }

    private static void mark(EntryEvent event, boolean deleted, JdbcClient db) {
        db.sql("update library_entry set deleted = :deleted, updated_at = :at where entry_id = :id")
                .param("deleted", deleted)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("id", event.entryId())
                .update();
    }
}
