package dev.agentdesk.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of the platform as the build of {@code standalone} has left it, with the cache of a rehearsed start.
 */
final class PlatformCommand {

    private static final Path BUILT = Path.of("..", "standalone", "target").toAbsolutePath();

    private PlatformCommand() {}

    static List<String> of(String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + BUILT.resolve("platform.args"));
        var cache = BUILT.resolve("platform.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("dev.agentdesk.standalone.Standalone");
        command.addAll(List.of(words));
        return command;
    }
}
