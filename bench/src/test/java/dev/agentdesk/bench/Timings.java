package dev.agentdesk.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Single measurements of one thing, in the order of their taking. */
final class Timings {

    private final List<Long> nanos = new ArrayList<>();

    void time(Runnable work) {
        long began = System.nanoTime();
        work.run();
        nanos.add(System.nanoTime() - began);
    }

    double p50() {
        return millis(0.50);
    }

    double p95() {
        return millis(0.95);
    }

    private double millis(double part) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.get((int) (part * (sorted.size() - 1)))
                / (double) Duration.ofMillis(1).toNanos();
    }

    static String row(String what, String unit, double figure, String budget) {
        return String.format(Locale.ROOT, "| %-58s | %8.2f %-5s | %-24s |", what, figure, unit, budget);
    }
}
