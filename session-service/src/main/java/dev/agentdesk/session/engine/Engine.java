package dev.agentdesk.session.engine;

/**
 * Decides the next step of a turn from its log alone, so that another runner can go on after a crash.
 *
 * <p>Law: the same log gives the same step, tool call ids included.
 */
@FunctionalInterface
public interface Engine {

    Step next(TurnLog log);
}
