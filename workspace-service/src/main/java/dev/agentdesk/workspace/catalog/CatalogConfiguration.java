package dev.agentdesk.workspace.catalog;

import dev.agentdesk.kit.store.SealColumns;
import dev.agentdesk.kit.store.SealColumns.Column;
import dev.agentdesk.kit.store.SealedTexts;
import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Seals what people called their Workspaces. The slug stays: like an id it is part of addresses. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    JavaMigration sealDetails(SealedTexts seals, SealedDetails details) {
        var columns = List.of(
                Column.text("name"),
                Column.text("description"),
                new Column("tags", "array_to_json(tags)::text", details::sameForm));
        return new SealColumns("101", "workspace_row", "workspace_id", columns, seals);
    }
}
