package dev.agentdesk.standalone;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal reads; the logs of the services go to a file instead. */
final class Console {

    private final PrintStream out;
    private final PrintStream err;

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static Console ofProcess() {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    void say(String line) {
        out.println(line);
    }

    /** A part of the platform is there, and how long that took. */
    void step(String part, Duration took) {
        out.println(String.format(Locale.ROOT, "  %-20s %5.1f s", part, took.toMillis() / 1000.0));
    }

    void complain(String sentence) {
        err.println("agentdesk: " + sentence);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
