package dev.agentdesk.testkit.infrastructure;

import java.util.Map;

/**
 * A broker as a client sees it.
 *
 * @param clientProperties all that a client needs, {@code bootstrap.servers} included
 */
public record KafkaAccess(String bootstrap, Map<String, String> clientProperties) {}
