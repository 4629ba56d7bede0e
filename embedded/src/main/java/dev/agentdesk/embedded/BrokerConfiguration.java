package dev.agentdesk.embedded;

import java.util.Properties;

/** Turns {@link KafkaSettings} into the properties of a node that is broker and controller in one. */
final class BrokerConfiguration {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";
    static final int SCRAM_ITERATIONS = 8192;

    private static final String CLIENT = "CLIENT";
    private static final String HOST = "127.0.0.1:";

    private final Properties properties = new Properties();
    private final KafkaSettings settings;

    private BrokerConfiguration(KafkaSettings settings) {
        this.settings = settings;
    }

    static Properties of(KafkaSettings settings) {
        var configuration = new BrokerConfiguration(settings);
        configuration.addresses();
        configuration.access();
        configuration.singleNode();
        configuration.keeping();
        configuration.lean();
        return configuration.properties;
    }

    static String scram(String username, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + username
                + "\" password=\"" + password + "\";";
    }

    private void addresses() {
        var client = CLIENT + "://" + HOST + settings.port();
        set("process.roles", "broker,controller");
        set("node.id", NODE_ID);
        set("controller.quorum.voters", NODE_ID + "@" + HOST + settings.controllerPort());
        set("listeners", client + "," + CONTROLLER + "://" + HOST + settings.controllerPort());
        set("advertised.listeners", client);
        set("controller.listener.names", CONTROLLER);
        set("inter.broker.listener.name", CLIENT);
        set("log.dirs", settings.home());
    }

    /** PLAIN for the controller: it must not depend on credentials in the log that it serves. */
    private void access() {
        var platform = EmbeddedKafkaServer.PLATFORM;
        set("listener.security.protocol.map", CLIENT + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
        set("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        set("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        set("listener.name.client.scram-sha-512.sasl.jaas.config", scram(platform, settings.password()));
        set("sasl.mechanism.controller.protocol", "PLAIN");
        set("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        set("listener.name.controller.plain.sasl.jaas.config", plain(platform, settings.password()));
        set("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        set("allow.everyone.if.no.acl.found", false);
        set("super.users", "User:" + platform);
        set("auto.create.topics.enable", false);
    }

    private static String plain(String username, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + username
                + "\" password=\"" + password + "\" user_" + username + "=\"" + password + "\";";
    }

    private void singleNode() {
        set("default.replication.factor", 1);
        set("offsets.topic.replication.factor", 1);
        set("offsets.topic.num.partitions", 4);
        set("transaction.state.log.replication.factor", 1);
        set("transaction.state.log.min.isr", 1);
        set("transaction.state.log.num.partitions", 4);
        set("share.coordinator.state.topic.replication.factor", 1);
        set("share.coordinator.state.topic.min.isr", 1);
        set("group.initial.rebalance.delay.ms", 0);
        // A node that died is forgotten quickly, so that the start after a crash takes seconds.
        set("broker.session.timeout.ms", 3000);
        set("broker.heartbeat.interval.ms", 500);
    }

    /** Nothing is ever deleted by age, and an acknowledged record is on the disk. */
    private void keeping() {
        set("num.partitions", 12);
        set("log.retention.ms", -1);
        set("offsets.retention.minutes", Integer.MAX_VALUE);
        if (settings.durable()) {
            set("log.flush.interval.messages", 1);
        }
    }

    private void lean() {
        set("num.network.threads", 2);
        set("num.io.threads", 4);
        set("background.threads", 2);
        set("num.replica.fetchers", 1);
        set("log.cleaner.dedupe.buffer.size", 4 * 1024 * 1024);
        set("log.index.size.max.bytes", 1024 * 1024);
    }

    private void set(String name, Object value) {
        properties.setProperty(name, value.toString());
    }
}
