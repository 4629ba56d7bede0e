package dev.agentdesk.gateway.overview;

import dev.agentdesk.gateway.ops.Peers;
import dev.agentdesk.gateway.token.InstanceRights;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Usage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What takes space: the databases of all services, and the files of Workspaces. */
@RestController
final class StorageEndpoint {

    private final Peers peers;
    private final Usage own;
    private final Clock clock;

    StorageEndpoint(Peers peers, Usage own, Clock clock) {
        this.peers = peers;
        this.own = own;
        this.clock = clock;
    }

    /**
     * What takes space; what a service that does not answer keeps is null or left out.
     *
     * @param disk where the Workspaces are
     */
    record Storage(
            Instant at, @Nullable Disk disk, @Nullable Files workspaces, List<Database> databases) {}

    record Disk(long totalBytes, long freeBytes) {}

    /**
     * The files of all Workspaces.
     *
     * @param bytes by what they are: {@code files}, {@code home}, {@code outputs}, {@code recordings},
     *     {@code checkpoints}
     * @param complete whether all were looked at; otherwise there are more
     */
    record Files(long files, Map<String, Long> bytes, boolean complete) {}

    /** @param events bytes of the event store */
    record Database(String service, long bytes, long events, List<Usage.Table> largest) {

        static Database of(String service, Usage.Database usage) {
            return new Database(service, usage.bytes(), usage.events(), usage.largest());
        }
    }

    /** What a service answers about itself. */
    record Told(Usage.Database database, Beside beside) {}

    record Beside(@Nullable Disk disk, @Nullable Files workspaces) {}

    @GetMapping("/api/v1/ops/storage")
    Storage storage() {
        InstanceRights.require(RequestContext.current().principal(), "ops:read");
        var databases = new ArrayList<Database>();
        var beside = Optional.<Beside>empty();
        for (var service : Peers.NAMES) {
            var told = peers.told(service, "/internal/storage", new ParameterizedTypeReference<Told>() {});
            told.ifPresent(it -> databases.add(Database.of(service, it.database())));
            beside = beside.or(() -> told.map(Told::beside).filter(it -> it.disk() != null));
        }
        databases.add(Database.of("gateway", own.database()));
        return new Storage(
                clock.instant(),
                beside.map(Beside::disk).orElse(null),
                beside.map(Beside::workspaces).orElse(null),
                databases);
    }
}
