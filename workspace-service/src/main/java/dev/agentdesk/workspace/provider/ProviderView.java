package dev.agentdesk.workspace.provider;

import dev.agentdesk.workspace.library.EntryRow;
import dev.agentdesk.workspace.provider.ProviderDocument.Model;
import dev.agentdesk.workspace.provider.ProviderDocument.Price;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A provider as the API shows it; of its key only whether there is one. */
record ProviderView(
        String id,
        String name,
        String wire,
        String baseUrl,
        boolean hasKey,
        List<Model> models,
        Map<String, Price> prices,
        String visibility,
        boolean privateAllowed,
        String owner,
        boolean deleted,
        long version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static ProviderView of(EntryRow row, ProviderDocument document) {
        return new ProviderView(
                row.id(),
                row.name(),
                document.wire(),
                document.baseUrl(),
                row.secretId() != null,
                document.models(),
                document.prices(),
                row.visibility(),
                document.privateAllowed(),
                row.owner(),
                row.deleted(),
                row.version(),
                row.createdBy(),
                row.createdAt(),
                row.updatedAt());
    }
}
