package dev.agentdesk.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable routes = new RouteTable();

    @ParameterizedTest
    @CsvSource({
        "/api/v1/workspaces, workspace-service",
        "/api/v1/workspaces/wrk_1, workspace-service",
        "/api/v1/workspaces/my-slug/start, workspace-service",
        "/api/v1/workspaces/wrk_1/config/versions, workspace-service",
        "/api/v1/workspaces/wrk_1/events/stream, workspace-service",
        "/api/v1/prompts/prm_1/versions, workspace-service",
        "/api/v1/workspaces/wrk_1/files, terminal-service",
        "/api/v1/workspaces/wrk_1/files/content, terminal-service",
        "/api/v1/workspaces/wrk_1/checkpoints/chk_1/diff, terminal-service",
        "/api/v1/workspaces/wrk_1/executions, terminal-service",
        "/api/v1/executions/exe_1/output, terminal-service",
        "/api/v1/workspaces/wrk_1/terminals, terminal-service",
        "/api/v1/terminals/trm_1/tickets, terminal-service",
        "/api/v1/workspaces/wrk_1/sessions, session-service",
        "/api/v1/sessions/ses_1/events/stream, session-service",
        "/api/v1/turns/trn_1, session-service",
        "/api/v1/approvals/apr_1/decision, session-service",
        "/api/v1/search, session-service",
        "/api/v1/shared/abc, session-service",
        "/api/v1/workspaces/wrk_1/schedules, trigger-service",
        "/api/v1/schedules/sch_1, trigger-service",
        "/api/v1/connectors/con_1/routes, trigger-service",
        "/api/v1/routes/rte_1, trigger-service",
        "/api/v1/deliveries/dlv_1, trigger-service",
        "/api/v1/runs, trigger-service",
        "/api/v1/subscriptions, trigger-service",
        "/api/v1/holds, trigger-service",
        "/hooks/con_1/a/b, trigger-service"
    })
    void sendsEachPathToTheServiceThatOwnsIt(String path, String service) {
        assertThat(routes.serviceOf(path)).hasValue(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/me",
                "/api/v1/events/evt_1",
                "/api/v1/workspaces/wrk_1/activity",
                "/api/v1/service-tokens",
                "/api/v1/nonsense",
                "/api/v1/ops/verify",
                "/internal/verify",
                "/api/v1/sessionsx"
            })
    void leavesTheRestToTheGateway(String path) {
        assertThat(routes.serviceOf(path)).isEmpty();
    }
}
