package dev.agentdesk.standalone;

import dev.agentdesk.gateway.account.ServiceTokens;
import dev.agentdesk.gateway.account.SignInLinks;
import java.util.List;

/** Asks the beans of the running gateway. */
final class GatewayAdministration implements Administration {

    private final Platform platform;

    GatewayAdministration(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String token(List<String> scopes) {
        try {
            return bean(ServiceTokens.class).localAdministratorToken(scopes);
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String signInLink() {
        return bean(SignInLinks.class).newLink();
    }

    private <T> T bean(Class<T> type) {
        return platform.context(Service.GATEWAY).getBean(type);
    }
}
