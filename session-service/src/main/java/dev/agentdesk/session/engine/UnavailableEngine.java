package dev.agentdesk.session.engine;

/** Stands for an engine that a configuration names and that can't run; says so and ends. */
public record UnavailableEngine(String why) implements Engine {

    public static final UnavailableEngine NO_PROVIDER = new UnavailableEngine(
            "The provider that the configuration names is not there, or there is no model. Choose a provider and a"
                    + " model in the Workspace's configuration.");

    public static UnavailableEngine unknown(String kind) {
        return new UnavailableEngine("This version can't run the engine “" + kind
                + "”. Choose the shell engine in the Workspace's configuration.");
    }

    @Override
    public Step next(TurnLog log) {
        return new Step.GiveUp("engine_unavailable", why);
    }
}
