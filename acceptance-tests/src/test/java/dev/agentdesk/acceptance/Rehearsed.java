package dev.agentdesk.acceptance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line of the platform, with the cache of a rehearsed start, as {@code ./agentdesk up} makes it. */
final class Rehearsed {

    private static final Path FOLDER = Path.of("target").toAbsolutePath();

    private Rehearsed() {}

    static List<String> command(String... words) throws IOException {
        var cache = cache();
        var option = Files.exists(cache) ? "-XX:AOTCache=" + cache : "-XX:+UseSerialGC";
        // The browser tests start the same program, and find its cache by this.
        Files.write(FOLDER.resolve("platform-command"), java(option));
        return java(option, words);
    }

    /** Made once per build; where it can't be made a start takes about twice as long. */
    private static synchronized Path cache() throws IOException {
        var cache = FOLDER.resolve("agentdesk-" + Integer.toHexString(build().hashCode()) + ".aot");
        if (!Files.exists(cache)) {
            rehearse(cache);
        }
        return cache;
    }

    private static void rehearse(Path cache) throws IOException {
        var folder = Files.createTempDirectory("agentdesk-acceptance-");
        var data = folder.resolve("data").toString();
        var process = new ProcessBuilder(java("-XX:AOTCacheOutput=" + cache, "rehearse", "--data", data))
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("rehearsal.log").toFile())
                .start();
        var endWithTests = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithTests);
        try {
            if (!process.waitFor(4, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(endWithTests);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        PlatformProcess.delete(folder);
    }

    private static List<String> java(String option, String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:+UseSerialGC", "-Xms64m", "-Xmx640m"));
        command.addAll(List.of("-XX:ReservedCodeCacheSize=96m", "--sun-misc-unsafe-memory-access=allow", option));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath()));
        command.add("dev.agentdesk.standalone.Standalone");
        command.addAll(List.of(words));
        return command;
    }

    /** What is on the class path, and when it was built. */
    private static String build() {
        return Arrays.stream(classPath().split(File.pathSeparator))
                .map(entry -> entry + new File(entry).lastModified() + new File(entry).length())
                .collect(Collectors.joining());
    }

    /** That of the tests without the tests themselves. */
    private static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).startsWith(FOLDER))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
