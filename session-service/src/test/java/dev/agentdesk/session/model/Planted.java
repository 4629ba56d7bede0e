package dev.agentdesk.session.model;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.agentdesk.contracts.Topics;
import dev.agentdesk.session.Desk;
import dev.agentdesk.session.Facts;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for a planted secret wherever this service leaves anything; logs are listened to while it is open. */
final class Planted implements AutoCloseable {

    private final String secret;
    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.agentdesk");
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            var thrown = event.getThrowableProxy();
            logged.add(event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }
    };

    Planted(String secret) {
        this.secret = secret;
        ear.start();
        root.addAppender(ear);
        ours.setLevel(Level.DEBUG);
        ours.debug("listening for the secret");
    }

    /** In no table, as text or bytes; in no record; in nothing that the Environment was told; in no line of a log. */
    void assertNowhere(Desk desk) {
        var db = desk.service().bean(JdbcClient.class);
        var tables = db.sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query(String.class)
                .list();
        assertThat(tables).contains("domain_event", "turn", "session_overview");
        var hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        for (var table : tables) {
            assertThat(db.sql("select count(*) from \"" + table + "\" t where position(:text in t::text) > 0"
                                    + " or position(:hex in t::text) > 0")
                            .param("text", secret)
                            .param("hex", hex)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(Facts.everything(Topics.SESSION)).isNotEmpty().noneMatch(it -> it.contains(secret));
        assertThat(List.copyOf(desk.neighbours.orders))
                .isNotEmpty()
                .noneMatch(it -> it.toString().contains(secret));
        assertThat(List.copyOf(logged)).isNotEmpty().noneMatch(it -> it.contains(secret));
    }

    @Override
    public void close() {
        root.detachAppender(ear);
        ours.setLevel(null);
    }
}
