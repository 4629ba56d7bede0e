package dev.agentdesk.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./agentdesk} in a checkout where nothing has been built. */
class LauncherTest {

    @TempDir
    private Path checkout;

    private String javaHome = System.getProperty("java.home");

    private record Ended(int code, String output) {}

    @BeforeEach
    void copy() throws Exception {
        Files.copy(Path.of("..", "agentdesk"), checkout.resolve("agentdesk"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void explainsItself() throws Exception {
        var ended = run("help");

        assertThat(ended.code()).isZero();
        assertThat(ended.output())
                .contains("./agentdesk up", "./agentdesk down", "status", "logs", "token", "verify", "test");
    }

    @Test
    void refusesACommandThatItDoesNotHave() throws Exception {
        assertThat(run("fly"))
                .isEqualTo(new Ended(1, "agentdesk: there is no command \"fly\"; \"./agentdesk help\" lists them.\n"));
    }

    @Test
    void refusesAnOptionWithoutItsValue() throws Exception {
        assertThat(run("status", "--data")).isEqualTo(new Ended(1, "agentdesk: --data needs a value.\n"));
    }

    @Test
    void saysThatNothingIsBuiltYet() throws Exception {
        assertThat(run("status").output())
                .isEqualTo("agentdesk: nothing has been built yet; \"./agentdesk up\" builds and starts it.\n");
    }

    @Test
    void saysThatThereIsNoLogYet() throws Exception {
        assertThat(run("logs").output()).startsWith("agentdesk: there is no log in ");
    }

    @Test
    void saysExactlyWhichJdkIsMissing() throws Exception {
        var script = Files.readString(checkout.resolve("agentdesk"));
        Files.writeString(checkout.resolve("agentdesk"), script.replace("/usr/lib/jvm/*", "/nowhere/*"));

        javaHome = "/nowhere";
        var ended = run("up");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output())
                .startsWith("agentdesk: a JDK 25 or newer is needed")
                .hasLineCount(1);
    }

    private Ended run(String... words) throws Exception {
        var command =
                new ArrayList<>(List.of("sh", checkout.resolve("agentdesk").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(checkout.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", toolsWithoutJava());
        builder.environment().put("HOME", checkout.toString());
        builder.environment().put("JAVA_HOME", javaHome);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    /** The system's own tools, by links, so that no Java that is installed beside them is found. */
    private String toolsWithoutJava() throws Exception {
        var tools = Files.createDirectories(checkout.resolve("tools"));
        for (var name : List.of("sh", "dirname", "readlink", "sed", "cat", "tail", "find", "sort", "id")) {
            var link = tools.resolve(name);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, find(name));
            }
        }
        return tools.toString();
    }

    private static Path find(String tool) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
