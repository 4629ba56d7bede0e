package dev.agentdesk.terminal.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WishesTest {

    @Test
    void takesTheDefaultsOfThePlatformAsNotAskedFor() {
        var demands = Wishes.demands(json("""
                {"environment": {"provider": "local", "min_isolation": null, "network": null, "memory": "1Gi",
                 "cpus": 1, "disk": "10Gi", "accept_unenforced": []}}"""));
        assertThat(demands.minIsolation()).isNull();
        assertThat(demands.network()).isNull();
        assertThat(demands.memoryBytes()).isNull();
        assertThat(demands.cpus()).isNull();
        assertThat(demands.diskBytes()).isNull();
        assertThat(demands.acceptUnenforced()).isEmpty();
    }

    @Test
    void readsWhatIsAskedFor() {
        var demands = Wishes.demands(json("""
                {"environment": {"min_isolation": "T2", "network": "off", "memory": "512Mi", "cpus": 0.5,
                 "disk": "1Gi", "accept_unenforced": ["disk"]}}"""));
        assertThat(demands.minIsolation()).isEqualTo("T2");
        assertThat(demands.network()).isEqualTo("off");
        assertThat(demands.memoryBytes()).isEqualTo(512L << 20);
        assertThat(demands.cpus()).isEqualTo(0.5);
        assertThat(demands.diskBytes()).isEqualTo(1L << 30);
        assertThat(demands.acceptUnenforced()).containsExactly("disk");
    }

    @Test
    void readsAListOfHostsAsAnAllowance() {
        assertThat(Wishes.demands(json("{\"environment\": {\"network\": {\"allow\": [\"example.org:443\"]}}}"))
                        .network())
                .isEqualTo("allow");
    }

    @Test
    void asksForNothingWhereNothingIsSaid() {
        assertThat(Wishes.demands(json("{}")).network()).isNull();
        assertThat(Wishes.variables(json("{\"variables\": {\"A\": \"1\"}}"))).containsEntry("A", "1");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
