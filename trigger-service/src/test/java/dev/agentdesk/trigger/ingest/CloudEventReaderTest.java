package dev.agentdesk.trigger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventReaderTest {

    private static final String STRUCTURED = """
            {"specversion":"1.0","id":"1","source":"urn:s","type":"t","subject":"x","time":"2026-01-02T03:04:05Z",
             "depth":3,"flag":true,"data":{"a":1,"b":[true,null]}}""";

    @Test
    void readsStructuredMode() throws Unreadable {
        var read = CloudEventReader.read(structured(STRUCTURED));

        assertThat(read.event().id()).isEqualTo("1");
        assertThat(read.event().subject()).isEqualTo("x");
        assertThat(read.event().extensions()).containsEntry("flag", "true").containsEntry("depth", "3");
        assertThat(read.event().text()).isEqualTo("{\"a\":1,\"b\":[true,null]}");
        assertThat(read.depth()).isEqualTo(3);
    }

    @Test
    void readsStructuredModeOfAProducerThatSetsNoHeader() throws Unreadable {
        assertThat(CloudEventReader.read(heard(STRUCTURED)).event().type()).isEqualTo("t");
    }

    @Test
    void readsBinaryMode() throws Unreadable {
        var read = CloudEventReader.read(binary("{\"a\":1}", "application/json", "ce_depth", "2"));

        assertThat(read.event().source()).isEqualTo("urn:s");
        assertThat(read.event().text()).isEqualTo("{\"a\":1}");
        assertThat(read.event().mediaType()).isEqualTo("application/json");
        assertThat(read.depth()).isEqualTo(2);
    }

    @Test
    void readsTextBytesAndNothing() throws Unreadable {
        assertThat(CloudEventReader.read(binary("héllo", "text/plain")).event().text())
                .isEqualTo("héllo");
        assertThat(CloudEventReader.read(structured("""
                {"specversion":"1.0","id":"1","source":"s","type":"t","datacontenttype":"text/plain","data":"hi"}""")).event().text()).isEqualTo("hi");
        var bytes = new byte[] {(byte) 0xff, 0, 1};
        var read = CloudEventReader.read(
                structured("""
                {"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"%s"}""".formatted(Base64.getEncoder().encodeToString(bytes))));
        assertThat(read.event().data()).isEqualTo(bytes);
        assertThat(CloudEventReader.read(structured("""
                {"specversion":"1.0","id":"1","source":"s","type":"t"}""")).event().data()).isEmpty();
    }

    @Nested
    class Digests {

        @Test
        void areTheSameHoweverTheEventTravelled() throws Unreadable {
            var one = digest(structured("""
                    {"specversion":"1.0","id":"1","source":"urn:s","type":"t","data":{"a":1,"b":[2,{}]}}"""));

            assertThat(digest(structured("""
                    {"data" : {"b":[ 2, {} ], "a" : 1}, "type":"t","source":"urn:s","id":"1","specversion":"1.0"}"""))).isEqualTo(one);
            assertThat(digest(binary("{ \"b\": [2,{}],\"a\":1 }", "application/json")))
                    .isEqualTo(one);
        }

        @Test
        void differWithEverythingThatIsSaid() throws Unreadable {
            var events = new String[] {
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":null}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":1}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":[1]}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":[[1]]}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":[1,[]]}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"x\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"x\":\"x\"}",
            };
            var digests = new java.util.HashSet<String>();
            for (var event : events) {
                digests.add(digest(structured(event)));
            }
            assertThat(digests).hasSameSizeAs(events);
        }

        private static String digest(ConsumerRecord<String, byte[]> record) throws Unreadable {
            return CloudEventReader.read(record).digest();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\"};no-cloudevent",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"t\"};no-cloudevent",
                "{\"specversion\":\"2.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"};no-cloudevent",
                "{\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"};no-cloudevent",
                "{\"specversion\":\"1.0\",\"id\":1.5,\"source\":\"s\",\"type\":\"t\"};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"x\":{}};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"X\":\"1\"};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\\n\",\"type\":\"t\"};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"time\":\"now\"};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"depth\":-1};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"*\"};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":1,\"data_base64\":\"\"};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} {};malformed",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"};malformed",
                "\"text\";no-cloudevent",
                "nonsense;malformed",
            })
    void refusesWhatIsNoEvent(String value, String reason) {
        assertThat(reason(structured(value))).startsWith(reason + ": ");
    }

    @Test
    void refusesMoreThanAMebibyteAndMoreThanSixtyFourLevels() {
        assertThat(reason(binary("x".repeat(CloudEventReader.LARGEST + 1), "text/plain")))
                .startsWith("too-large");
        assertThat(reason(binary("x".repeat(CloudEventReader.LARGEST), "text/plain")))
                .isEqualTo("taken");
        assertThat(reason(binary("[".repeat(65) + "]".repeat(65), "application/json")))
                .startsWith("malformed");
        assertThat(reason(binary("[".repeat(64) + "]".repeat(64), "application/json")))
                .isEqualTo("taken");
    }

    @Test
    void saysNothingOfTheContentInItsReason() {
        assertThat(reason(structured("{\"secret-canary\": {\"x\""))).doesNotContain("canary");
        assertThat(reason(binary("{secret-canary", "application/json"))).doesNotContain("canary");
    }

    private static String reason(ConsumerRecord<String, byte[]> record) {
        var refused = catchThrowableOfType(Unreadable.class, () -> CloudEventReader.read(record));
        return refused == null ? "taken" : refused.reason();
    }

    private static ConsumerRecord<String, byte[]> heard(String value) {
        return new ConsumerRecord<>("agentdesk.triggers.v1", 0, 0, null, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<String, byte[]> structured(String value) {
        return with(heard(value), "content-type", "application/cloudevents+json");
    }

    private static ConsumerRecord<String, byte[]> binary(String value, String mediaType, String... more) {
        var record = with(heard(value), "content-type", mediaType, "ce_specversion", "1.0", "ce_id", "1");
        return with(with(record, "ce_source", "urn:s", "ce_type", "t"), more);
    }

    private static ConsumerRecord<String, byte[]> with(ConsumerRecord<String, byte[]> record, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }
}
