package dev.agentdesk.standalone;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs steps beside each other and waits for all of them; the first failure is what the caller sees. */
final class Parallel {

    private Parallel() {}

    static void run(List<Runnable> steps) {
        try (var threads = Executors.newFixedThreadPool(Math.max(1, steps.size()))) {
            var running = steps.stream().<Future<?>>map(threads::submit).toList();
            running.forEach(Parallel::await);
        }
    }

    private static void await(Future<?> step) {
        try {
            step.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
