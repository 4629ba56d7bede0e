package dev.agentdesk.kit.web;

import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.store.EventTail;
import dev.agentdesk.kit.stream.Positions;
import dev.agentdesk.kit.stream.StreamingProcessors;
import java.util.ArrayList;
import java.util.List;

/** How far each read model, each process and the publisher of this service are behind its events. */
public final class Progress {

    /**
     * One of them.
     *
     * @param kind {@code inline} (written in the append, never behind), {@code streaming}, {@code process} or
     *     {@code publisher}
     * @param behind in positions; the count includes holes of the global index
     * @param rebuildable whether it is a read model
     */
    public record Step(String name, String kind, long position, long behind, boolean rebuildable) {}

    private final Rebuilds rebuilds;
    private final StreamingProcessors processors;
    private final Positions positions;
    private final EventTail tail;

    Progress(Rebuilds rebuilds, StreamingProcessors processors, Positions positions, EventTail tail) {
        this.rebuilds = rebuilds;
        this.processors = processors;
        this.positions = positions;
        this.tail = tail;
    }

    /** Read models first. */
    public List<Step> steps() {
        long head = tail.head();
        var steps = new ArrayList<Step>();
        rebuilds.inline().forEach(name -> steps.add(new Step(name, "inline", head, 0, true)));
        processors.kinds().forEach((name, kind) -> steps.add(streaming(name, kind, head)));
        return steps;
    }

    private Step streaming(String name, StreamingProcessors.Kind kind, long head) {
        long position = positions.index(name);
        long behind = Math.max(0, head - position);
        return switch (kind) {
            case READ_MODEL -> new Step(name, "streaming", position, behind, true);
            case PROCESS -> new Step(name, "process", position, behind, false);
            case PUBLISHER -> new Step(name, "publisher", position, behind, false);
        };
    }
}
