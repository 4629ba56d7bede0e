package dev.agentdesk.terminal.files;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who follows the files of a Workspace; who falls behind is told to read anew, and holds nobody up. */
final class Viewer {

    private final BlockingQueue<List<Happening>> waiting = new ArrayBlockingQueue<>(64);

    void tell(List<Happening> news) {
        while (!waiting.offer(news)) {
            waiting.clear();
            waiting.offer(List.of(Happening.TOO_MUCH));
        }
    }

    /** Null if nothing happened for that long. */
    @Nullable
    List<Happening> next(Duration atMost) throws InterruptedException {
        return waiting.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
