package dev.agentdesk.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsIT {

    private static PlayedService service;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        service = new PlayedService();
        gateway = RunningGateway.before(service.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @BeforeEach
    void forgetWhatWasAsked() {
        service.asked().clear();
    }

    @Test
    void publishesEveryReasonToRefuse() {
        var data = gateway.anonymous().get("/api/v1/problems").json().path("data");
        assertThat(data.size()).isEqualTo(ProblemCode.values().length);
        assertThat(data.findValuesAsString("code")).contains("not-found", "idempotency-key-reused");
    }

    @Test
    void saysTruthfullyWhatItCanDo() {
        service.answers(
                200,
                "application/json",
                "{\"providers\":true,\"environments\":[{\"provider\":\"local\",\"tier\":\"T2\",\"available\":true}]}");
        var answer = gateway.admin().get("/api/v1/capabilities").json();
        assertThat(answer.at("/engines/0/kind").asString()).isEqualTo("shell");
        assertThat(answer.at("/engines/0/available").asBoolean()).isTrue();
        assertThat(answer.at("/engines/1/available").asBoolean()).isTrue();
        assertThat(answer.at("/engines/2/available").asBoolean()).isTrue();
        assertThat(answer.at("/engines/2/reason").asString()).contains("network");
        assertThat(answer.at("/environments/0/tier").asString()).isEqualTo("T2");
        assertThat(service.last().uri()).isEqualTo("/internal/capabilities");
    }

    @Test
    void hasNoModelEngineWithoutAProvider() {
        service.answers(200, "application/json", "{\"providers\":false}");
        var model = gateway.admin().get("/api/v1/capabilities").json().at("/engines/1");
        assertThat(model.path("available").asBoolean()).isFalse();
        assertThat(model.path("reason").asString()).contains("/api/v1/providers");
    }

    @Test
    void doesNotGuessAboutAnEnvironmentThatCanNotBeAsked() {
        service.answers(404, "application/problem+json", "{\"code\":\"not-found\",\"detail\":\"x\"}");
        var answer = gateway.admin().get("/api/v1/capabilities").json();
        assertThat(answer.at("/environments/0/available").asBoolean()).isFalse();
        assertThat(answer.at("/environments/0/reason").asString()).isNotEmpty();
    }

    @Test
    void asksEveryServiceToVerifyItselfAndAddsItsOwn() {
        service.answers(
                200,
                "application/json",
                "{\"checked\":[\"rows\"],\"mismatches\":[{\"read_model\":\"rows\",\"table\":\"t\",\"rows\":2}]}");
        var answer = gateway.admin().post("/api/v1/ops/verify", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("checked").toString())
                .contains("workspace-service/rows", "session-service/rows", "terminal-service/rows")
                .contains("trigger-service/rows", "gateway/accounts", "gateway/service-tokens", "gateway/access-audit");
        assertThat(answer.json().path("mismatches").size()).isEqualTo(4);
        assertThat(answer.json().at("/mismatches/0/service").asString()).isEqualTo("session-service");
    }

    @Test
    void doesNotCallItVerifiedWhenAServiceCouldNotBeAsked() {
        service.answers(500, "application/problem+json", "{}");
        var answer = gateway.admin().post("/api/v1/ops/verify", null);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
    }

    @Test
    void tellsItsHealthToEverybody() {
        for (String probe : new String[] {"liveness", "readiness"}) {
            var answer = gateway.anonymous().get("/actuator/health/" + probe);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void answersAtTheRoot() {
        assertThat(gateway.anonymous().get("/").json().path("api").asString()).isEqualTo("/api/v1");
    }
}
