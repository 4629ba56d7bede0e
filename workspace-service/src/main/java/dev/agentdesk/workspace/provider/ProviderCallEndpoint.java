package dev.agentdesk.workspace.provider;

import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.library.EntryRow;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import dev.agentdesk.workspace.library.Secrets;
import dev.agentdesk.workspace.provider.ProviderDocument.Model;
import dev.agentdesk.workspace.provider.ProviderDocument.Price;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asking a provider itself: whether it answers, and which models it has. */
@RestController
@RequestMapping("/api/v1/providers/{id}")
final class ProviderCallEndpoint {

    private static final int MOST_MODELS = 1_000;

    private final Library library;
    private final ProviderForms forms;
    private final Secrets secrets;
    private final ModelApi api;
    private final Clock clock;

    ProviderCallEndpoint(Library library, ProviderForms forms, Secrets secrets, ModelApi api, Clock clock) {
        this.library = library;
        this.forms = forms;
        this.secrets = secrets;
        this.api = api;
        this.clock = clock;
    }

    /** @param model is asked for a reply of one token; without it only the list of models is asked for */
    record Trial(@Nullable String model) {}

    /**
     * What came of a trial.
     *
     * @param code why not: {@code key_refused, address_refused, unreachable, not_found, rate_limited, provider_failed,
     *     refused, unexpected_answer}
     */
    record TrialResult(
            boolean ok,
            @Nullable Integer status,
            @Nullable String code,
            @Nullable String detail,
            @Nullable String model,
            long latencyMs) {}

    /** @param configured whether people have named it; the rest is what the provider says */
    record OfferedModel(
            String name,
            @Nullable Integer contextWindow,
            @Nullable Integer maxOutput,
            @Nullable Price price,
            boolean configured) {}

    /** @param reason why the provider itself could not be asked; then only the configured ones are here */
    record OfferedModels(
            List<OfferedModel> data,
            @Nullable String nextCursor,
            @Nullable String reason) {}

    @PostMapping("/test")
    TrialResult test(@PathVariable String id, @RequestBody(required = false) @Nullable Trial trial) {
        var row = row(id);
        var provider = forms.document(row.document());
        var model = trial == null ? null : trial.model();
        var began = clock.instant();
        var outcome = model == null ? api.models(provider, key(row)) : api.reply(provider, key(row), model);
        long took = Duration.between(began, clock.instant()).toMillis();
        return new TrialResult(
                outcome.code() == null,
                outcome.status() == 0 ? null : outcome.status(),
                outcome.code(),
                outcome.detail(),
                model,
                took);
    }

    @GetMapping("/models")
    OfferedModels models(@PathVariable String id) {
        var row = row(id);
        var provider = forms.document(row.document());
        var offered = new LinkedHashMap<String, OfferedModel>();
        provider.models().forEach(model -> offered.put(model.name(), configured(model, provider.prices())));
        var outcome = api.models(provider, key(row));
        if (outcome.body() != null) {
            outcome.body().path("data").forEach(model -> {
                var name = model.path("id").asString("");
                if (!name.isEmpty() && offered.size() < MOST_MODELS) {
                    offered.putIfAbsent(
                            name,
                            new OfferedModel(name, null, null, provider.prices().get(name), false));
                }
            });
        }
        return new OfferedModels(new ArrayList<>(offered.values()), null, outcome.code());
    }

    private static OfferedModel configured(Model model, Map<String, Price> prices) {
        return new OfferedModel(model.name(), model.contextWindow(), model.maxOutput(), prices.get(model.name()), true);
    }

    /** Whoever may use a provider may also ask it. */
    private EntryRow row(String id) {
        var principal = RequestContext.current().principal();
        principal.require("library:read");
        return library.visible(Kind.PROVIDER, id, principal);
    }

    private @Nullable String key(EntryRow row) {
        return row.secretId() == null ? null : secrets.open(row.secretId()).orElse(null);
    }
}
