package dev.agentdesk.standalone;

import java.util.List;

/** Asks the beans of the running gateway. */
final class GatewayAdministration implements Administration {

    private final Platform platform;

    GatewayAdministration(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String token(List<String> scopes) {
        return "";
    }

    @Override
    public String signInLink() {
        return platform.settings().publicUrl() + "/sign-in";
    }
}
