package dev.agentdesk.session.engine;

/** Stands for an engine that a configuration names and this version does not have; says so and ends. */
public record UnavailableEngine(String kind) implements Engine {

    @Override
    public Step next(TurnLog log) {
        return new Step.GiveUp(
                "engine_unavailable",
                "This version can't run the engine “" + kind
                        + "”. Choose the shell engine in the Workspace's configuration.");
    }
}
