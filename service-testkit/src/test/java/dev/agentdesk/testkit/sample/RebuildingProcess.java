package dev.agentdesk.testkit.sample;

import dev.agentdesk.kit.readmodel.Rebuilds;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** Another replica, in a process of its own, that starts to rebuild a read model and dies where it is told to. */
public final class RebuildingProcess {

    private RebuildingProcess() {}

    /** The first argument is the read model. */
    public static void main(String[] arguments) {
        var service = SpringApplication.run(SampleService.class, arguments);
        service.getBean(Rebuilds.class).rebuild(arguments[0]);
        service.close();
    }

    public static Process start(String readModel, Map<String, Object> properties) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RebuildingProcess.class.getName(),
                readModel));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/rebuilding.log"))
                .start();
    }
}
