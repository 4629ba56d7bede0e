package dev.agentdesk.standalone;

import dev.agentdesk.embedded.FreePorts;
import dev.agentdesk.embedded.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * The inner ports of one instance, chosen once and remembered in its folder, so that instances live side by side and
 * producers find Kafka where it was. A port that somebody else has taken meanwhile is replaced.
 */
final class Ports {

    private static final String MANAGEMENT = ".management";

    private final Map<String, Integer> ports;

    private Ports(Map<String, Integer> ports) {
        this.ports = ports;
    }

    /** Call it with the folder's lock held and nothing started. */
    static Ports remembered(Path file) {
        var chosen = new TreeMap<String, Integer>();
        var known = read(file);
        var taken = new HashSet<Integer>();
        for (var name : names()) {
            chosen.put(name, choose(known.getOrDefault(name, 0), taken));
        }
        if (!chosen.equals(known)) {
            write(file, chosen);
        }
        return new Ports(chosen);
    }

    int postgres() {
        return of("postgres");
    }

    int kafka() {
        return of("kafka");
    }

    int kafkaController() {
        return of("kafka.controller");
    }

    int control() {
        return of("control");
    }

    int of(Service service) {
        return of(service.id());
    }

    int managementOf(Service service) {
        return of(service.id() + MANAGEMENT);
    }

    private int of(String name) {
        var port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException(name);
        }
        return port;
    }

    private static Set<String> names() {
        var names = new HashSet<>(Set.of("postgres", "kafka", "kafka.controller", "control"));
        for (var service : Service.values()) {
            names.add(service.id() + MANAGEMENT);
        }
        Service.inner().forEach(service -> names.add(service.id()));
        return names;
    }

    private static int choose(int known, Set<Integer> taken) {
        var port = known;
        while (port == 0 || taken.contains(port) || !FreePorts.isFree(InetAddress.getLoopbackAddress(), port)) {
            port = FreePorts.next();
        }
        taken.add(port);
        return port;
    }

    private static Map<String, Integer> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return Json.MAPPER.readValue(Files.readString(file), new TypeReference<Map<String, Integer>>() {});
        } catch (IOException | JacksonException unreadable) {
            return Map.of();
        }
    }

    private static void write(Path file, Map<String, Integer> ports) {
        try {
            PrivateFiles.replace(file, Json.MAPPER.writeValueAsString(ports) + "\n");
        } catch (IOException e) {
            throw new Refusal("The ports can't be remembered in " + file + ": " + e.getMessage(), e);
        }
    }
}
