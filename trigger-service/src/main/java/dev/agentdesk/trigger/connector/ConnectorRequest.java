package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.listing.PlainText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Connector as a client writes it; in an edit what is missing stays as it is. Everything wrong is told at once. */
record ConnectorRequest(
        @Nullable String kind,
        @Nullable String name,
        @Nullable List<@Nullable String> sources,
        @Nullable List<@Nullable String> types,
        @Nullable Boolean enabled) {

    /** A connector with more is several. */
    private static final int MOST_ENTRIES = 50;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ENTRY = 1024;

    private static final Set<String> KINDS_TO_COME = Set.of("webhook", "slack");

    ConnectorRequest checkedAsNew() {
        var wrong = new Violations();
        wrong.check(kind != null, "/kind", "required", "A connector needs a kind.");
        wrong.check(name != null, "/name", "required", "A connector needs a name.");
        wrong.check(
                sources != null,
                "/sources",
                "required",
                "A kafka connector states the beginnings of the sources that it takes.");
        checkGiven(wrong);
        wrong.throwIfAny();
        return this;
    }

    ConnectorRequest checkedAsEdit() {
        var wrong = new Violations();
        wrong.check(kind == null, "/kind", "immutable", "The kind of a connector stays as it is.");
        checkGiven(wrong);
        wrong.throwIfAny();
        return this;
    }

    private void checkGiven(Violations wrong) {
        if (kind != null && KINDS_TO_COME.contains(kind)) {
            wrong.add("/kind", "not-offered", "This instance offers connectors of the kind kafka only.");
        } else if (kind != null) {
            wrong.check(kind.equals("kafka"), "/kind", "unknown-value", "A kind is kafka.");
        }
        if (name != null) {
            wrong.check(
                    isText(name, LONGEST_NAME), "/name", "invalid", "A name has 1 to " + LONGEST_NAME + " characters.");
        }
        if (sources != null) {
            wrong.check(!sources.isEmpty(), "/sources", "invalid", "At least one beginning of a source is needed.");
        }
        checkEntries(wrong, "/sources", sources);
        checkEntries(wrong, "/types", types);
    }

    private static void checkEntries(Violations wrong, String pointer, @Nullable List<@Nullable String> entries) {
        if (entries == null) {
            return;
        }
        wrong.check(entries.size() <= MOST_ENTRIES, pointer, "too-many", "At most " + MOST_ENTRIES + " are offered.");
        for (int n = 0; n < Math.min(entries.size(), MOST_ENTRIES); n++) {
            var entry = entries.get(n);
            wrong.check(
                    entry != null && isText(entry, LONGEST_ENTRY),
                    pointer + "/" + n,
                    "invalid",
                    "An entry has 1 to " + LONGEST_ENTRY + " characters.");
        }
    }

    private static boolean isText(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && PlainText.isLine(text);
    }
}
