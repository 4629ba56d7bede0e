package dev.agentdesk.workspace.log;

import dev.agentdesk.kit.feed.EventPages;
import dev.agentdesk.kit.feed.Feeds;
import dev.agentdesk.kit.feed.LiveLog;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Wakeup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the log is read with. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    @Bean
    EventPages eventPages(EventLog log) {
        return new EventPages(log, new WorkspaceForms());
    }

    @Bean
    Feeds feeds(EventLog log, JsonMapper json, Wakeup wakeup) {
        return new Feeds("workspaces", log, new WorkspaceForms(), json, wakeup);
    }

    @Bean
    LiveLog liveLog(Feeds feeds) {
        return new LiveLog(feeds);
    }
}
