package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SecretsReplaced;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionDeleted;
import org.springframework.stereotype.Component;

/** Removes secrets that are not active any more; all of them, with their key, once their subscription is deleted. */
@Component
final class WhenSecretsReplacedThenForget implements Process {

    private final SubscriptionSecrets secrets;

    WhenSecretsReplacedThenForget(SubscriptionSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "when-secrets-replaced-then-forget";
    }

    @Override
    public void on(Recorded recorded) {
        switch (recorded.event()) {
            case SecretsReplaced e -> secrets.forget(e.retired());
            case SubscriptionDeleted e -> secrets.forgetAll(e.subscriptionId());
            default -> {}
        }
    }
}
