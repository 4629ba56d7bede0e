package dev.agentdesk.embedded;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Grants outsiders the little that they need on a broker; granting again replaces the password and adds nothing. */
public final class KafkaUsers {

    private static final long LIMIT_SECONDS = 20;

    private final Map<String, String> platform;

    /** @param platform client properties of a user who may grant */
    public KafkaUsers(Map<String, String> platform) {
        this.platform = platform;
    }

    /** Lets {@code username} write to {@code topic}, and do nothing else. */
    public void allowWriting(String username, String password, String topic) {
        var credential = new UserScramCredentialUpsertion(
                username,
                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, BrokerConfiguration.SCRAM_ITERATIONS),
                password);
        try (var admin = Admin.create(Map.<String, Object>copyOf(platform))) {
            await(admin.alterUserScramCredentials(List.of(credential)).all());
            await(admin.createAcls(List.of(writing(username, topic))).all());
        }
    }

    private static AclBinding writing(String username, String topic) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + username, "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    }

    private static void await(KafkaFuture<?> future) {
        try {
            future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka changed its rules", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not change its rules", e);
        }
    }
}
