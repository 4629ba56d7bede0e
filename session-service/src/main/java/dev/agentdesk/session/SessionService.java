package dev.agentdesk.session;

import dev.agentdesk.kit.ServiceKit;
import dev.agentdesk.session.access.AccessConfiguration;
import dev.agentdesk.session.agents.AgentConfiguration;
import dev.agentdesk.session.approval.ApprovalConfiguration;
import dev.agentdesk.session.automation.AutomationConfiguration;
import dev.agentdesk.session.conversation.SessionConfiguration;
import dev.agentdesk.session.erasure.ErasureConfiguration;
import dev.agentdesk.session.fork.ForkConfiguration;
import dev.agentdesk.session.hold.HoldConfiguration;
import dev.agentdesk.session.intake.IntakeConfiguration;
import dev.agentdesk.session.overview.OverviewConfiguration;
import dev.agentdesk.session.publishing.PublishingConfiguration;
import dev.agentdesk.session.queue.QueueConfiguration;
import dev.agentdesk.session.runner.RunnerConfiguration;
import dev.agentdesk.session.search.SearchConfiguration;
import dev.agentdesk.session.share.ShareConfiguration;
import dev.agentdesk.session.stream.StreamConfiguration;
import dev.agentdesk.session.tester.TesterConfiguration;
import dev.agentdesk.session.transcript.TranscriptConfiguration;
import dev.agentdesk.session.turns.TurnsConfiguration;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts the session-service. Its parts are named here one by one; nothing is found by scanning. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    ServiceKit.class,
    SessionConfiguration.class,
    StoredTypes.class,
    AccessConfiguration.class,
    OverviewConfiguration.class,
    TurnsConfiguration.class,
    ApprovalConfiguration.class,
    IntakeConfiguration.class,
    QueueConfiguration.class,
    StreamConfiguration.class,
    TranscriptConfiguration.class,
    TesterConfiguration.class,
    SearchConfiguration.class,
    ShareConfiguration.class,
    ForkConfiguration.class,
    AgentConfiguration.class,
    HoldConfiguration.class,
    RunnerConfiguration.class,
    AutomationConfiguration.class,
    ErasureConfiguration.class,
    PublishingConfiguration.class
})
public class SessionService {

    public static void main(String[] arguments) {
        var application = new SpringApplication(SessionService.class);
        application.setDefaultProperties(Map.of("spring.config.name", "session-service"));
        application.run(arguments);
    }
}
