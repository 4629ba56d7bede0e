package dev.agentdesk.kit.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Named places in the code at which a crash test ends or halts the process with a real signal.
 *
 * <p>Does nothing unless {@code agentdesk.fault} names the place: {@code publish.sent} for the first time it is passed,
 * {@code publish.sent@3} for the third, {@code publish.sent:stop} to halt (SIGSTOP) instead of kill (SIGKILL),
 * {@code publish.sent?/tmp/armed} to count only while that file exists.
 */
public final class FaultPoints {

    private final String name;
    private final int nth;
    private final String signal;
    private final @Nullable Path armed;
    private final Map<String, AtomicInteger> passed = new ConcurrentHashMap<>();

    private FaultPoints(String name, int nth, String signal, @Nullable Path armed) {
        this.name = name;
        this.nth = nth;
        this.signal = signal;
        this.armed = armed;
    }

    /** The production form: no place is named. */
    public static FaultPoints none() {
        return new FaultPoints("", 0, "", null);
    }

    public static FaultPoints parse(String setting) {
        if (setting.isBlank()) {
            return none();
        }
        int file = setting.indexOf('?');
        var point = file < 0 ? setting : setting.substring(0, file);
        int stop = point.indexOf(":stop");
        var place = stop < 0 ? point : point.substring(0, stop);
        int at = place.indexOf('@');
        return new FaultPoints(
                at < 0 ? place : place.substring(0, at),
                at < 0 ? 1 : Integer.parseInt(place.substring(at + 1)),
                stop < 0 ? "KILL" : "STOP",
                file < 0 ? null : Path.of(setting.substring(file + 1)));
    }

    /** Passes the place; does not return if it is the named one. */
    public void at(String place) {
        if (name.equals(place)
                && (armed == null || Files.exists(armed))
                && passed.computeIfAbsent(place, p -> new AtomicInteger()).incrementAndGet() == nth) {
            signalMyself();
        }
    }

    private void signalMyself() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            Runtime.getRuntime().halt(137);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
