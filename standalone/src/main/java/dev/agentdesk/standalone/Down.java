package dev.agentdesk.standalone;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells the instance on a folder to end, and waits until it has. */
final class Down {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Console console;
    private final DataFolder folder;

    Down(Console console, DataFolder folder) {
        this.console = console;
        this.folder = folder;
    }

    void run() {
        var process = RunRecord.running(folder).flatMap(RunRecord::process);
        if (process.isEmpty()) {
            console.say("Nothing runs on " + folder.root() + ".");
            return;
        }
        process.get().destroy();
        await(process.get());
        console.say("Agentdesk has stopped; everything is kept in " + folder.root() + ".");
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refusal("Process " + process.pid() + " has not ended within " + LIMIT.toSeconds()
                    + " s; \"kill -9 " + process.pid() + "\" ends it, and nothing that was accepted is lost.");
        } catch (ExecutionException e) {
            throw new Refusal("Process " + process.pid() + " can't be watched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted.", e);
        }
    }
}
