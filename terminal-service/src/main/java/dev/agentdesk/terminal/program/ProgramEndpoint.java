package dev.agentdesk.terminal.program;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where session-service has agent programs run, and talks to them. */
@RestController
@RequestMapping("/internal/environments/{workspaceId}/agents")
class ProgramEndpoint {

    static final String ENDED = "Agent-Ended";

    private static final int MOST_AT_ONCE = 256 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(5);

    private final AgentPrograms programs;

    ProgramEndpoint(AgentPrograms programs) {
        this.programs = programs;
    }

    record Started(String folder) {}

    /** @param at how many bytes were written before */
    record Input(long turnGeneration, long at, String text) {}

    record Parking(long turnGeneration, String note) {}

    record Adoption(String sessionId, long turnGeneration) {}

    record Ending(long turnGeneration, long patienceMs) {}

    @PutMapping
    Started start(@PathVariable String workspaceId, @RequestBody ProgramStart start) {
        check(workspaceId);
        start.check();
        return new Started(programs.start(workspaceId, start));
    }

    /** Bytes from {@code offset} on, waited for; the header says that there will be no more. */
    @GetMapping("/{turnId}/lines")
    ResponseEntity<byte[]> lines(
            @PathVariable String workspaceId,
            @PathVariable String turnId,
            @RequestParam long generation,
            @RequestParam long offset,
            @RequestParam(name = "wait_ms") long waitMs) {
        check(workspaceId);
        var spool = programs.of(turnId, generation).spool();
        var wait = Duration.ofMillis(Math.clamp(waitMs, 0, LONGEST_WAIT.toMillis()));
        try {
            var bytes = spool.read(Math.max(0, offset), MOST_AT_ONCE, wait);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .header(ENDED, Boolean.toString(spool.endsAt(offset + bytes.length)))
                    .body(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("the lines of " + turnId + " can't be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(ProblemCode.UNAVAILABLE, "The service is stopping.");
        }
    }

    @GetMapping("/{turnId}")
    ProgramState state(@PathVariable String workspaceId, @PathVariable String turnId, @RequestParam long generation) {
        check(workspaceId);
        return programs.of(turnId, generation).state();
    }

    @PostMapping("/{turnId}/input")
    Map<String, Boolean> input(
            @PathVariable String workspaceId, @PathVariable String turnId, @RequestBody Input input) {
        check(workspaceId);
        var program = programs.of(turnId, input.turnGeneration());
        return Map.of("taken", program.write(input.at(), input.text().getBytes(StandardCharsets.UTF_8)));
    }

    @PostMapping("/{turnId}/park")
    Map<String, String> park(
            @PathVariable String workspaceId, @PathVariable String turnId, @RequestBody Parking parking) {
        check(workspaceId);
        programs.park(turnId, parking.turnGeneration(), parking.note());
        return Map.of("turn_id", turnId);
    }

    @PostMapping("/{turnId}/adopt")
    Map<String, String> adopt(
            @PathVariable String workspaceId, @PathVariable String turnId, @RequestBody Adoption adoption) {
        check(workspaceId);
        return Map.of("note", programs.adopt(workspaceId, adoption.sessionId(), turnId, adoption.turnGeneration()));
    }

    /** Answers when nothing of it is alive; also where there was none. */
    @PostMapping("/{turnId}/end")
    Map<String, String> end(@PathVariable String workspaceId, @PathVariable String turnId, @RequestBody Ending ending) {
        check(workspaceId);
        var patience = Duration.ofMillis(Math.clamp(ending.patienceMs(), 0, LONGEST_PATIENCE.toMillis()));
        programs.end(turnId, ending.turnGeneration(), patience);
        return Map.of("turn_id", turnId);
    }

    private static void check(String workspaceId) {
        RequestContext.current().principal().requireService();
        if (!Ids.isId("wrk", workspaceId)) {
            throw Rejection.notFound();
        }
    }
}
