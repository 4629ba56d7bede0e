package dev.agentdesk.trigger;

import dev.agentdesk.kit.ServiceKit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Starts trigger-service; configured by {@code trigger-service.yml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(ServiceKit.class)
public class TriggerService {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "trigger-service");
        SpringApplication.run(TriggerService.class, args);
    }
}
