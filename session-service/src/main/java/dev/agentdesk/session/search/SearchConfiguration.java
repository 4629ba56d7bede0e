package dev.agentdesk.session.search;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.overview.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class SearchConfiguration {

    @Bean
    SearchIndex searchIndex(SealedTexts seals) {
        return new SearchIndex(new KeyedWords(seals));
    }

    @Bean
    SearchEndpoint searchEndpoint(
            JdbcClient db, SealedTexts seals, Sessions sessions, Workspaces workspaces, EventLog log) {
        return new SearchEndpoint(new Search(db, new KeyedWords(seals)), sessions, workspaces, log);
    }
}
