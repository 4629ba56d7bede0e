package dev.agentdesk.gateway.projection;

import dev.agentdesk.kit.web.Progress;

/**
 * What follows the events of a service.
 *
 * @param kind {@code inline} (written with the event, never behind), {@code streaming}, {@code process} or
 *     {@code publisher}
 * @param behind in positions; the count includes holes
 * @param rebuildable whether it is a read model, which can be made again from the events
 */
public record Projection(String service, String name, String kind, long position, long behind, boolean rebuildable) {

    static Projection of(String service, Progress.Step step) {
        return new Projection(service, step.name(), step.kind(), step.position(), step.behind(), step.rebuildable());
    }
}
