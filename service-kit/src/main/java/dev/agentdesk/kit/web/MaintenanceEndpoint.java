package dev.agentdesk.kit.web;

import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators see and do of one service; asked by the gateway. */
@RestController
@RequestMapping("/internal")
final class MaintenanceEndpoint {

    private final Rebuilds rebuilds;
    private final Progress progress;
    private final Usage usage;
    private final List<Report> reports;

    MaintenanceEndpoint(Rebuilds rebuilds, Progress progress, Usage usage, ObjectProvider<Report> reports) {
        this.rebuilds = rebuilds;
        this.progress = progress;
        this.usage = usage;
        this.reports = reports.orderedStream().toList();
    }

    /** What was compared, and what differs. */
    record Verified(List<String> checked, List<Rebuilds.Mismatch> mismatches) {}

    /** What takes space: the database, and what the service keeps beside it. */
    record Storage(Usage.Database database, Map<String, Object> beside) {}

    @PostMapping("/verify")
    Verified verify() {
        principal().require("ops:write");
        return new Verified(rebuilds.names(), rebuilds.verify());
    }

    @GetMapping("/projections")
    List<Progress.Step> projections() {
        principal().require("ops:read");
        return progress.steps();
    }

    @PostMapping("/projections/{name}/rebuild")
    void rebuild(@PathVariable String name) {
        principal().require("ops:write");
        rebuilds.rebuild(name);
    }

    @GetMapping("/overview")
    Map<String, Object> overview() {
        principal().require("ops:read");
        return figures(Report.Kind.OVERVIEW);
    }

    @GetMapping("/storage")
    Storage storage() {
        principal().require("ops:read");
        return new Storage(usage.database(), figures(Report.Kind.STORAGE));
    }

    private Map<String, Object> figures(Report.Kind kind) {
        var all = new HashMap<String, Object>();
        reports.stream().filter(it -> it.kind() == kind).forEach(it -> all.putAll(it.figures()));
        return all;
    }

    private static Principal principal() {
        return RequestContext.current().principal();
    }
}
