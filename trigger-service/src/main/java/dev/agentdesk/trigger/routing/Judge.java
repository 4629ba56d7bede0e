package dev.agentdesk.trigger.routing;

import dev.agentdesk.kit.id.Digest;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.HttpCall;
import dev.agentdesk.trigger.delivery.Decision;
import dev.agentdesk.trigger.delivery.Decision.Ask;
import dev.agentdesk.trigger.delivery.Decision.Comparison;
import dev.agentdesk.trigger.delivery.Decision.Delay;
import dev.agentdesk.trigger.delivery.Decision.GiveUp;
import dev.agentdesk.trigger.delivery.Decision.Grounds;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryReceived;
import dev.agentdesk.trigger.delivery.Verdict;
import dev.agentdesk.trigger.filter.Correlation;
import dev.agentdesk.trigger.filter.Facts;
import dev.agentdesk.trigger.filter.Filter;
import dev.agentdesk.trigger.filter.FilterError;
import dev.agentdesk.trigger.prompt.EventView;
import dev.agentdesk.trigger.prompt.Prompt;
import dev.agentdesk.trigger.prompt.PromptTemplate;
import dev.agentdesk.trigger.prompt.RenderRefused;
import dev.agentdesk.trigger.prompt.TemplateError;
import dev.agentdesk.trigger.route.RouteSettings;
import dev.agentdesk.trigger.route.Routes;
import dev.agentdesk.trigger.slack.SlackMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one route makes of one delivery; the same route and delivery always give the same decision and run id. Used for
 * all routes of one delivery, by one thread.
 */
final class Judge {

    /** A first routing; replays will count from 1. */
    private static final String FIRST = "0";

    private final DeliveryReceived received;
    private final CloudEvent event;
    private final @Nullable HttpCall http;
    private final Filters filters;
    private final @Nullable SlackMessage slack;
    private @Nullable EventView view;
    private @Nullable Facts facts;

    /** @param slack where it was said, if it came by a slack connector */
    Judge(
            DeliveryReceived received,
            CloudEvent event,
            @Nullable HttpCall http,
            Filters filters,
            @Nullable SlackMessage slack) {
        this.slack = slack;
        this.received = received;
        this.filters = filters;
        this.event = event;
        this.http = http;
    }

    Decision decide(Routes.Row route) {
        if (!route.settings().enabled()) {
            return without(route, Verdict.Kind.DISABLED, List.of(), List.of());
        }
        if (slack != null && slack.botId() != null) {
            // Our own answers come back as events; what bots say starts nothing, or it would never end.
            var bot = new Comparison("event.bot_id == null", slack.botId());
            return without(route, Verdict.Kind.NOT_MATCHED, List.of(bot), List.of());
        }
        var path = path(route.settings());
        if (!path.isEmpty() && !path.equals(http == null ? null : http.path())) {
            var seen = new Comparison("path == \"" + path + "\"", http == null ? null : http.path());
            return without(route, Verdict.Kind.NOT_MATCHED, List.of(seen), List.of());
        }
        try {
            return decided(route, filters.of(route.settings().filter()).test(facts()));
        } catch (FilterError e) {
            return without(route, Verdict.Kind.ERROR, List.of(), List.of(e.detail()));
        }
    }

    private static String path(RouteSettings settings) {
        return Objects.requireNonNullElse(settings.path(), "");
    }

    private Decision decided(Routes.Row route, Filter.Outcome outcome) {
        var trace = outcome.trace().stream()
                .map(compared -> new Comparison(compared.expr(), compared.value()))
                .toList();
        if (outcome.error() != null) {
            return without(route, Verdict.Kind.ERROR, trace, List.of(outcome.error()));
        }
        return outcome.matches() ? matched(route, trace) : without(route, Verdict.Kind.NOT_MATCHED, trace, cut());
    }

    private List<String> cut() {
        return facts().cut() ? List.of("a text of the event was cut to 65536 characters for the filter") : List.of();
    }

    private Facts facts() {
        if (facts == null) {
            facts = Reading.facts(event, http);
        }
        return facts;
    }

    private static Decision without(
            Routes.Row route, Verdict.Kind kind, List<Comparison> trace, List<String> warnings) {
        return new Decision(
                new Verdict(route.id(), route.version(), kind, null), new Grounds(route.id(), trace, warnings), null);
    }

    private Decision matched(Routes.Row route, List<Comparison> trace) {
        var runId = Ids.derive("run", received.stamp().at(), received.deliveryId(), route.id(), FIRST);
        var verdict = new Verdict(route.id(), route.version(), Verdict.Kind.MATCHED, runId);
        var settings = route.settings();
        try {
            var prompt = render(settings.prompt());
            var warnings = new ArrayList<>(prompt.warnings());
            var ask = new Ask(
                    runId,
                    settings.workspaceId(),
                    settings.onBusy().wire(),
                    settings.name(),
                    prompt.text(),
                    sessionId(route, warnings),
                    delay(route));
            return new Decision(verdict, new Grounds(route.id(), trace, warnings), ask);
        } catch (RenderRefused e) {
            return new Decision(
                    verdict,
                    new Grounds(route.id(), trace, List.of()),
                    new GiveUp(runId, settings.workspaceId(), e.code(), e.detail()));
        } catch (TemplateError e) {
            return new Decision(
                    verdict,
                    new Grounds(route.id(), trace, List.of(e.detail())),
                    new GiveUp(
                            runId,
                            settings.workspaceId(),
                            "template-invalid",
                            "The prompt of the route is no template."));
        }
    }

    /** One per key; derived, so that whoever comes first makes it and all others find it. */
    private @Nullable String sessionId(Routes.Row route, List<String> warnings) {
        var correlation = route.settings().correlation();
        if (correlation == null || correlation.isEmpty()) {
            return slack == null ? null : session(route, "slack", slack.channel(), slack.thread());
        }
        var key = key(correlation);
        if (key.isEmpty()) {
            warnings.add("the correlation gives no key for this event; it has a Session of its own");
            return null;
        }
        return session(route, key.get());
    }

    private static String session(Routes.Row route, String... key) {
        var names = new ArrayList<>(List.of(route.id(), route.settings().workspaceId()));
        names.addAll(List.of(key));
        return Ids.derive("ses", route.createdAt(), names.toArray(String[]::new));
    }

    /** Of one kind is what one route makes of events with the same key. */
    private @Nullable Delay delay(Routes.Row route) {
        var quiet = route.settings().paced().debounce();
        if (quiet == null) {
            return null;
        }
        var correlation = Objects.requireNonNullElse(route.settings().correlation(), "");
        var key = correlation.isEmpty() ? "" : key(correlation).orElse("");
        return new Delay(Digest.of(route.id() + "\n" + route.settings().workspaceId() + "\n" + key), quiet);
    }

    private Optional<String> key(String correlation) {
        try {
            return Correlation.parse(correlation).key(facts());
        } catch (FilterError e) {
            return Optional.empty();
        }
    }

    private Prompt render(String template) throws TemplateError {
        if (view == null) {
            view = EventView.of("delivery " + received.deliveryId(), event, http);
        }
        return PromptTemplate.parse(template).render(view);
    }
}
