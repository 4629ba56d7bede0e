package dev.agentdesk.kit.web;

import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.EventTail;
import dev.agentdesk.kit.stream.Positions;
import dev.agentdesk.kit.stream.StreamingProcessors;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators do with the read models of one service; asked by the gateway. */
@RestController
@RequestMapping("/internal")
final class MaintenanceEndpoint {

    private final Rebuilds rebuilds;
    private final StreamingProcessors processors;
    private final Positions positions;
    private final EventTail tail;

    MaintenanceEndpoint(Rebuilds rebuilds, StreamingProcessors processors, Positions positions, EventTail tail) {
        this.rebuilds = rebuilds;
        this.processors = processors;
        this.positions = positions;
        this.tail = tail;
    }

    /** What was compared, and what differs. */
    record Verified(List<String> checked, List<Rebuilds.Mismatch> mismatches) {}

    /** A processor and how many positions it is behind; the count includes holes of the global index. */
    record Projection(String name, long position, long behind) {}

    @PostMapping("/verify")
    Verified verify() {
        principal().require("ops:write");
        return new Verified(rebuilds.names(), rebuilds.verify());
    }

    @GetMapping("/projections")
    List<Projection> projections() {
        principal().require("ops:read");
        long head = tail.head();
        return processors.names().stream().map(name -> projection(name, head)).toList();
    }

    @PostMapping("/projections/{name}/rebuild")
    void rebuild(@PathVariable String name) {
        principal().require("ops:write");
        rebuilds.rebuild(name);
    }

    private Projection projection(String name, long head) {
        long position = positions.index(name);
        return new Projection(name, position, Math.max(0, head - position));
    }

    private static Principal principal() {
        return RequestContext.current().principal();
    }
}
