package dev.agentdesk.bench;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.SessionService;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** session-service with one streaming read model more, the smallest that there can be. */
@Configuration(proxyBeanMethods = false)
@Import(SessionService.class)
class MeasuredService {

    @Bean
    ReadModel measured() {
        return new ReadModel() {
            @Override
            public String name() {
                return "measured";
            }

            @Override
            public Kind kind() {
                return Kind.STREAMING;
            }

            @Override
            public List<String> tables() {
                return List.of("measured");
            }

            @Override
            public void apply(Recorded recorded, JdbcClient db) {
                db.sql("insert into measured (session_id, last_seq) values (:id, :seq)"
                                + " on conflict (session_id) do update set last_seq = excluded.last_seq")
                        .param("id", recorded.aggregateId())
                        .param("seq", recorded.seq())
                        .update();
            }
        };
    }
}
