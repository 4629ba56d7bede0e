package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.filter.Correlation;
import dev.agentdesk.trigger.filter.Filter;
import dev.agentdesk.trigger.filter.FilterError;
import dev.agentdesk.trigger.listing.PlainText;
import dev.agentdesk.trigger.prompt.PromptTemplate;
import dev.agentdesk.trigger.prompt.TemplateError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Route as a client writes it; in an edit what is missing stays as it is. Everything wrong is told at once. */
record RouteRequest(
        @Nullable String name,
        @Nullable String path,
        @Nullable String filter,
        @Nullable String prompt,
        @Nullable String workspaceId,
        @Nullable String correlation,
        @Nullable String onBusy,
        @Nullable PaceForm rate,
        @Nullable String debounce,
        @Nullable Boolean enabled) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PATH = 255;

    private static final String CONTROLS = "Control characters can't be stored.";

    RouteRequest checkedAsNew() {
        var wrong = new Violations();
        wrong.check(name != null, "/name", "required", "A route needs a name.");
        wrong.check(filter != null, "/filter", "required", "A route needs a filter.");
        wrong.check(prompt != null, "/prompt", "required", "A route needs a prompt.");
        wrong.check(workspaceId != null, "/workspace_id", "required", "A route needs a workspace.");
        checkGiven(wrong);
        wrong.throwIfAny();
        return this;
    }

    /** The same checks for an edit and for a mere validation. */
    RouteRequest checked() {
        var wrong = new Violations();
        checkGiven(wrong);
        wrong.throwIfAny();
        return this;
    }

    private void checkGiven(Violations wrong) {
        PaceForm.check(rate, debounce, wrong);
        if (name != null) {
            boolean fits = !name.isBlank() && name.length() <= LONGEST_NAME && PlainText.isLine(name);
            wrong.check(fits, "/name", "invalid", "A name has 1 to " + LONGEST_NAME + " characters.");
        }
        if (path != null) {
            boolean fits =
                    path.isEmpty() || path.startsWith("/") && path.length() <= LONGEST_PATH && PlainText.isLine(path);
            wrong.check(
                    fits,
                    "/path",
                    "invalid",
                    "A path begins with a slash and has at most " + LONGEST_PATH + " characters; empty means any.");
        }
        if (filter != null) {
            checkFilter(filter, wrong);
        }
        if (prompt != null) {
            checkPrompt(prompt, wrong);
        }
        if (correlation != null && !correlation.isEmpty()) {
            checkCorrelation(correlation, wrong);
        }
        if (onBusy != null) {
            wrong.check(
                    BusyPolicy.of(onBusy).isPresent(),
                    "/on_busy",
                    "unknown-value",
                    "It is enqueue, steer, interrupt or reject.");
        }
    }

    private static void checkFilter(String filter, Violations wrong) {
        try {
            Filter.parse(filter);
            wrong.check(PlainText.isLines(filter), "/filter", "invalid-filter", CONTROLS);
        } catch (FilterError e) {
            wrong.add("/filter", "invalid-filter", sentence(e.detail()));
        }
    }

    private static void checkCorrelation(String correlation, Violations wrong) {
        try {
            Correlation.parse(correlation);
            wrong.check(PlainText.isLines(correlation), "/correlation", "invalid-expression", CONTROLS);
        } catch (FilterError e) {
            wrong.add("/correlation", "invalid-expression", sentence(e.detail()));
        }
    }

    private static void checkPrompt(String prompt, Violations wrong) {
        try {
            PromptTemplate.parse(prompt);
            wrong.check(PlainText.isLines(prompt), "/prompt", "invalid-template", CONTROLS);
        } catch (TemplateError e) {
            wrong.add("/prompt", "invalid-template", sentence(e.detail()));
        }
    }

    private static String sentence(String detail) {
        return detail.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + detail.substring(1) + ".";
    }

    /** Of a request that was checked as new. */
    RouteSettings settings(String resolvedWorkspaceId) {
        return new RouteSettings(
                Objects.requireNonNull(name),
                resolvedWorkspaceId,
                path == null || path.isEmpty() ? null : path,
                Objects.requireNonNull(filter),
                Objects.requireNonNull(prompt),
                correlation == null || correlation.isEmpty() ? null : correlation,
                onBusy == null ? BusyPolicy.ENQUEUE : BusyPolicy.of(onBusy).orElseThrow(),
                !Boolean.FALSE.equals(enabled),
                rate == null && debounce == null ? null : PaceForm.over(Pace.ANY, rate, debounce));
    }

    /** Of a request that was checked. */
    RouteChange change(Pace present, @Nullable String resolvedWorkspaceId) {
        var policy = onBusy == null ? null : BusyPolicy.of(onBusy).orElseThrow();
        return new RouteChange(
                name,
                resolvedWorkspaceId,
                path,
                filter,
                prompt,
                correlation,
                policy,
                enabled,
                rate == null && debounce == null ? null : PaceForm.over(present, rate, debounce));
    }
}
