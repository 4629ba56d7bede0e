package dev.agentdesk.workspace;

import dev.agentdesk.kit.ServiceKit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** Starts workspace-service; see {@code workspace-service.yml}. */
@SpringBootApplication
@Import(ServiceKit.class)
public class WorkspaceService {

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "workspace-service");
        SpringApplication.run(WorkspaceService.class, arguments);
    }
}
