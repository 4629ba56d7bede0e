package dev.agentdesk.workspace.provider;

import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import dev.agentdesk.workspace.library.Secrets;
import dev.agentdesk.workspace.provider.ProviderDocument.Model;
import dev.agentdesk.workspace.provider.ProviderDocument.Price;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The provider that a turn may call: that of its configuration, if the owner of the Workspace may use it now. */
@Component
public final class TurnProviders {

    /**
     * What a runner needs to call models; never stored, never logged.
     *
     * @param baseUrl {@code /messages}, {@code /chat/completions} and {@code /models} are appended to it
     * @param privateAllowed whether it may be called where it lies in a private network
     */
    public record TurnProvider(
            String id,
            String wire,
            String baseUrl,
            @Nullable String apiKey,
            Map<String, Price> prices,
            List<Model> models,
            boolean privateAllowed) {

        @Override
        public String toString() {
            return "TurnProvider[" + id + "]";
        }
    }

    private final Library library;
    private final ProviderForms forms;
    private final Secrets secrets;

    TurnProviders(Library library, ProviderForms forms, Secrets secrets) {
        this.library = library;
        this.forms = forms;
        this.secrets = secrets;
    }

    /** Empty where the configuration names none, or one that is gone or hidden by now. */
    public Optional<TurnProvider> of(JsonNode config, String owner) {
        var id = config.path("engine").path("provider").asString("");
        return library.usable(Kind.PROVIDER, id, owner).map(row -> {
            var document = forms.document(row.document());
            return new TurnProvider(
                    row.id(),
                    document.wire(),
                    document.endpoint(),
                    row.secretId() == null ? null : secrets.open(row.secretId()).orElse(null),
                    document.prices(),
                    document.models(),
                    document.privateAllowed());
        });
    }
}
