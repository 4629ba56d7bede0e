package dev.agentdesk.session.overview;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.store.SealColumns;
import dev.agentdesk.kit.store.SealColumns.Column;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.session.access.Workspaces;
import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class OverviewConfiguration {

    @Bean
    SealedDetails sealedDetails(SealedTexts seals, JsonMapper json) {
        return new SealedDetails(seals, json);
    }

    @Bean
    JavaMigration sealTitles(SealedTexts seals, SealedDetails details) {
        var columns = List.of(Column.text("title"), new Column("metadata", "metadata::text", details::sorted));
        return new SealColumns("101", "session_overview", "session_id", columns, seals);
    }

    @Bean
    SessionProjection sessionProjection(SealedDetails details) {
        return new SessionProjection(details);
    }

    @Bean
    Sessions sessions(JdbcClient db, Workspaces workspaces, SealedDetails details) {
        return new Sessions(db, workspaces, details);
    }

    @Bean
    SessionReport sessionReport(JdbcClient db) {
        return new SessionReport(db);
    }

    @Bean
    SeenEndpoint seenEndpoint(Sessions sessions, JdbcClient db) {
        return new SeenEndpoint(sessions, db);
    }

    @Bean
    SessionEndpoint sessionEndpoint(Sessions sessions, Workspaces workspaces, Commands commands, Stamps stamps) {
        return new SessionEndpoint(sessions, workspaces, commands, stamps);
    }
}
