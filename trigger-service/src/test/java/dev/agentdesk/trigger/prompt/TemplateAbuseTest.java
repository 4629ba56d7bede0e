package dev.agentdesk.trigger.prompt;

import static dev.agentdesk.trigger.prompt.PromptTemplateTest.refusal;
import static dev.agentdesk.trigger.prompt.PromptTemplateTest.render;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY.md B19: whatever the template and the event, rendering ends soon and stays small. */
@Timeout(10)
class TemplateAbuseTest {

    /** Bytes that one hostile rendering may allocate, most of it garbage at once. */
    private static final long HEAP = 256L * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{> partial}}",
                "{{>partial}}",
                "{{< parent}}{{/parent}}",
                "{{$ block}}{{/ block}}",
                "{{=<% %>=}}<%x%>",
                "{{= | | =}}",
                "{{! comment }}",
                "{{#a}}",
                "{{/a}}",
                "{{#a}}{{/b}}",
                "{{}}",
                "{{a",
                "{{ a {{/ }}",
                "   ",
                "{{#a}}{{#b}}{{#c}}{{#d}}{{#e}}{{/e}}{{/d}}{{/c}}{{/b}}{{/a}}",
                "{{^a}}{{#b}}{{^c}}{{#d}}{{^e}}{{/e}}{{/d}}{{/c}}{{/b}}{{/a}}",
            })
    void refusesEverythingButSectionsAndVariables(String template) {
        assertThatExceptionOfType(TemplateError.class).isThrownBy(() -> PromptTemplate.parse(template));
    }

    @Test
    void refusesALongTemplateAndAThousandSections() {
        assertThatExceptionOfType(TemplateError.class).isThrownBy(() -> PromptTemplate.parse("x".repeat(16_385)));
        assertThatExceptionOfType(TemplateError.class)
                .isThrownBy(() -> PromptTemplate.parse("{{#a}}".repeat(1_000) + "{{/a}}".repeat(1_000)));
    }

    @Test
    void takesFourLevels() throws TemplateError {
        PromptTemplate.parse("{{#a}}{{#b}}{{#c}}{{#d}}x{{/d}}{{/c}}{{/b}}{{/a}}{{#a}}{{/a}}");
    }

    @Test
    void stopsSectionsThatMultiply() {
        var list = "{\"a\":[" + "1,".repeat(9_999) + "1]}";
        var template = "{{#body.a}}{{#body.a}}{{#body.a}}{{#body.a}}%s{{/body.a}}{{/body.a}}{{/body.a}}{{/body.a}}";

        assertThat(bounded(template.formatted(""), list)).isEqualTo("template-too-costly");
        assertThat(bounded(template.formatted("xxxxxxxxxxxxxxxx"), list)).isEqualTo("template-too-large");
        assertThat(bounded(template.formatted("{{body.a}}"), list)).isEqualTo("template-too-large");
    }

    @Test
    void stopsALargeObjectWrittenInALoop() {
        var body = "{\"n\":[" + "1,".repeat(999) + "1],\"s\":\"" + "s".repeat(1_000_000) + "\"}";

        assertThat(bounded("{{#body.n}}{{body}}{{/body.n}}", body)).isEqualTo("template-too-large");
        assertThat(bounded("{{#body.n}}{{#body.s}}{{/body.s}}{{/body.n}}", body))
                .isEqualTo("rendered");
    }

    @Test
    void refusesAPromptOfMoreThanTheLimitInBytesNotCharacters() {
        assertThat(refusal("{{body.s}}", "{\"s\":\"" + "ä".repeat(40_000) + "\"}"))
                .isEqualTo("template-too-large");
        var most = render("{{body.s}}", "{\"s\":\"" + "ä".repeat(30_000) + "\"}");
        assertThat(most.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(65_536);
    }

    @Test
    void reachesNoMethodOrFieldOfAnObject() {
        var template =
                "{{event.type.class}}{{event.type.length}}{{event.class.name}}{{body.entrySet}}{{body.size}}{{body.x.bytes}}"
                        + "{{#body.entrySet}}{{key}}{{/body.entrySet}}{{event.getClass.forName}}{{body.x.chars.count}}";

        assertThat(render(template, "{\"x\":\"secret\"}").text()).isEmpty();
    }

    @Test
    void writesHugeNumbersAsTheyCame() {
        assertThat(render("{{body.n}}", "{\"n\":1e400000}").text()).isEqualTo("1E+400000");
    }

    @Test
    void takesNoTemplateFromTheEvent() {
        assertThat(render("{{body.x}}", "{\"x\":\"{{event.type}} {{#body}}\"}").text())
                .endsWith("⟦{{event.type}} {{#body}}⟧");
    }

    private static String bounded(String template, String json) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long started = System.nanoTime();
        var outcome = refusal(template, json);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated).isLessThan(HEAP);
        return outcome;
    }
}
