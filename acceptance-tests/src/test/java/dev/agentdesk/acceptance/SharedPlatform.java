package dev.agentdesk.acceptance;

import org.jspecify.annotations.Nullable;

/** One platform for all tests that leave it running; it ends with the test JVM. */
final class SharedPlatform {

    private static @Nullable PlatformProcess running;

    private SharedPlatform() {}

    static synchronized PlatformProcess get() {
        var platform = running == null ? PlatformProcess.started() : running;
        running = platform;
        return platform;
    }
}
