package dev.agentdesk.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Whether an instance runs on a folder and whether its parts answer at this moment. */
final class Status {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Console console;
    private final DataFolder folder;

    Status(Console console, DataFolder folder) {
        this.console = console;
        this.folder = folder;
    }

    /** @return whether everything is ready */
    boolean show(boolean json) {
        var running = RunRecord.running(folder);
        if (running.isEmpty()) {
            console.say(json ? "{\"ready\": false, \"services\": {}}" : "Nothing runs on " + folder.root() + ".");
            return false;
        }
        var now = probed(running.get());
        console.say(json ? Json.MAPPER.writeValueAsString(now) : text(now));
        return now.ready();
    }

    private RunRecord probed(RunRecord record) {
        var services = new TreeMap<String, RunRecord.ServicePorts>();
        record.services().forEach((name, ports) -> services.put(name, probed(ports)));
        var ready = record.ready() && services.values().stream().allMatch(RunRecord.ServicePorts::ready);
        return record.with(ready, Map.copyOf(services));
    }

    private RunRecord.ServicePorts probed(RunRecord.ServicePorts ports) {
        return new RunRecord.ServicePorts(ports.port(), ports.managementPort(), answers(ports.managementPort()));
    }

    private boolean answers(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(LIMIT)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String text(RunRecord record) {
        var lines = new StringBuilder();
        lines.append(record.ready() ? "Agentdesk is ready at " : "Agentdesk runs, but not all of it is ready, at ")
                .append(record.url())
                .append(" (process ")
                .append(record.pid())
                .append(")");
        new TreeMap<>(record.services())
                .forEach((name, ports) -> lines.append(String.format(
                        "%n  %-20s %-9s port %d", name, ports.ready() ? "ready" : "not ready", ports.port())));
        lines.append(
                String.format("%n  %-20s %-9s %s", "kafka", "", record.kafka().bootstrap()));
        return lines.toString();
    }
}
