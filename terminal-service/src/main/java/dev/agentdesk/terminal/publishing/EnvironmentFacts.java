package dev.agentdesk.terminal.publishing;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.environment.v1.EnvironmentErased;
import dev.agentdesk.contracts.environment.v1.EnvironmentFailed;
import dev.agentdesk.contracts.environment.v1.EnvironmentReady;
import dev.agentdesk.contracts.environment.v1.EnvironmentStopped;
import dev.agentdesk.contracts.environment.v1.Isolation;
import dev.agentdesk.kit.publishing.Translator;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.terminal.environment.EnvironmentEvent;
import dev.agentdesk.terminal.tty.TerminalEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the topic {@code environment} what became of each start and stop, and of terminals. That a start was begun
 * stays private.
 */
@Component
final class EnvironmentFacts implements Translator {

    @Override
    public String topic() {
        return Topics.ENVIRONMENT;
    }

    @Override
    public Optional<Object> translate(Recorded recorded) {
        return switch (recorded.event()) {
            case EnvironmentEvent event -> Optional.ofNullable(of(event));
            case TerminalEvent event -> Optional.of(TerminalFacts.of(event));
            default -> Optional.empty();
        };
    }

    private static @Nullable Object of(EnvironmentEvent event) {
        return switch (event) {
            case EnvironmentEvent.ProvisioningBegun e -> null;
            case EnvironmentEvent.EnvironmentReady e ->
                new EnvironmentReady(e.workspaceId(), e.generation(), isolation(e));
            case EnvironmentEvent.EnvironmentFailed e ->
                new EnvironmentFailed(e.workspaceId(), e.generation(), e.code(), e.reason());
            case EnvironmentEvent.EnvironmentStopped e -> new EnvironmentStopped(e.workspaceId(), e.generation());
            case EnvironmentEvent.EnvironmentErased e -> new EnvironmentErased(e.workspaceId());
        };
    }

    private static Isolation isolation(EnvironmentEvent.EnvironmentReady event) {
        var isolation = event.isolation();
        return new Isolation(isolation.tier(), isolation.enforced(), isolation.notEnforced());
    }
}
