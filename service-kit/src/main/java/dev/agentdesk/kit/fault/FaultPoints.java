package dev.agentdesk.kit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Named places in the code at which a crash test ends or halts the process with a real signal.
 *
 * <p>Does nothing unless {@code agentdesk.fault} names the place: {@code publish.sent} for the first time it is passed,
 * {@code publish.sent@3} for the third, {@code publish.sent:stop} to halt (SIGSTOP) instead of kill (SIGKILL),
 * {@code publish.sent?/tmp/armed} to count only while that file exists; it is gone once the place was met.
 *
 * <p>Several, separated by commas, make one death meet many pieces of work, each at its own place: with {@code :hold}
 * the thread that meets the place stays there until another place kills the process.
 */
public final class FaultPoints {

    private static final Pattern SETTING =
            Pattern.compile("(?<place>[^@:?]+)(@(?<nth>\\d+))?(:(?<end>stop|hold))?(\\?(?<armed>.+))?");

    private final List<Point> points;

    private FaultPoints(List<Point> points) {
        this.points = points;
    }

    private record Point(
            String place, int nth, String end, @Nullable Path armed, AtomicInteger passed) {

        static Point parse(String setting) {
            var it = SETTING.matcher(setting);
            if (!it.matches()) {
                throw new IllegalArgumentException("not a fault point: " + setting);
            }
            var nth = it.group("nth");
            var end = it.group("end");
            var armed = it.group("armed");
            return new Point(
                    it.group("place"),
                    nth == null ? 1 : Integer.parseInt(nth),
                    end == null ? "kill" : end,
                    armed == null ? null : Path.of(armed),
                    new AtomicInteger());
        }

        boolean isMetAt(String where) {
            return place.equals(where) && (armed == null || Files.exists(armed)) && passed.incrementAndGet() == nth;
        }

        void meet() {
            disarm();
            switch (end) {
                case "hold" -> stayHere();
                case "stop" -> signalMyself("STOP");
                default -> signalMyself("KILL");
            }
        }

        private void disarm() {
            try {
                if (armed != null) {
                    Files.delete(armed);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stayHere() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void signalMyself(String signal) {
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

    /** The production form: no place is named. */
    public static FaultPoints none() {
        return new FaultPoints(List.of());
    }

    public static FaultPoints parse(String setting) {
        return setting.isBlank()
                ? none()
                : new FaultPoints(
                        List.of(setting.split(",")).stream().map(Point::parse).toList());
    }

    /** Passes the place; does not return if it is a named one that kills or holds. */
    public void at(String place) {
        for (var point : points) {
            if (point.isMetAt(place)) {
                point.meet();
            }
        }
    }
}
