package dev.agentdesk.terminal;

import dev.agentdesk.kit.ServiceKit;
import dev.agentdesk.terminal.sandbox.TerminalProperties;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** Runs terminal-service by itself. */
@SpringBootApplication
@Import(ServiceKit.class)
@EnableConfigurationProperties(TerminalProperties.class)
public class TerminalService {

    public static void main(String[] args) {
        new SpringApplicationBuilder(TerminalService.class)
                .properties("spring.config.name=terminal-service")
                .run(args);
    }
}
