package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.listing.PlainText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Connector as a client writes it; in an edit what is missing stays as it is. Everything wrong is told at once. */
record ConnectorRequest(
        @Nullable String kind,
        @Nullable String name,
        @Nullable List<@Nullable String> sources,
        @Nullable List<@Nullable String> types,
        @Nullable String scheme,
        @Nullable List<@Nullable String> secrets,
        @Nullable Boolean allowUnsigned,
        @Nullable String header,
        @Nullable String prefix,
        @Nullable String encoding,
        @Nullable String botToken,
        @Nullable Boolean enabled) {

    /** A connector with more is several. */
    private static final int MOST_ENTRIES = 50;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ENTRY = 1024;

    private static final int LONGEST_TOKEN = 512;

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return "ConnectorRequest[" + kind + "]";
    }

    ConnectorKind checkedAsNew() {
        var wrong = new Violations();
        wrong.check(kind != null, "/kind", "required", "A connector needs a kind.");
        wrong.check(name != null, "/name", "required", "A connector needs a name.");
        var of = "webhook".equals(kind)
                ? ConnectorKind.WEBHOOK
                : "slack".equals(kind) ? ConnectorKind.SLACK : ConnectorKind.KAFKA;
        if (of == ConnectorKind.KAFKA) {
            wrong.check(
                    sources != null,
                    "/sources",
                    "required",
                    "A kafka connector states the beginnings of the sources that it takes.");
        }
        checkKind(wrong);
        check(wrong, of, null);
        wrong.throwIfAny();
        return of;
    }

    void checkedAsEdit(Connectors.Row present) {
        var wrong = new Violations();
        wrong.check(kind == null, "/kind", "immutable", "The kind of a connector stays as it is.");
        var of = present.door() == null
                ? ConnectorKind.KAFKA
                : present.kind().equals("slack") ? ConnectorKind.SLACK : ConnectorKind.WEBHOOK;
        check(wrong, of, present.door());
        wrong.throwIfAny();
    }

    /** Whether anything is said about the door. */
    boolean hasDoor() {
        return scheme != null
                || secrets != null
                || allowUnsigned != null
                || header != null
                || prefix != null
                || encoding != null
                || botToken != null;
    }

    /** Of a request that was checked: what is said, and of the rest what was there before. */
    Door door(@Nullable Door present, List<String> secretIds, @Nullable String botTokenId) {
        var wanted = "slack".equals(kind) ? "slack" : DoorCheck.scheme(scheme, present);
        var reply = present == null ? null : present.replySecretId();
        boolean hmac = wanted.equals("hmac");
        return new Door(
                wanted,
                Objects.requireNonNullElse(allowUnsigned, present != null && present.allowUnsigned()),
                hmac ? DoorCheck.header(header, present) : null,
                hmac ? DoorCheck.prefix(prefix, present) : null,
                hmac ? DoorCheck.encoding(encoding, present) : null,
                secrets == null && present != null ? present.secretIds() : secretIds,
                botToken == null ? reply : botTokenId);
    }

    private void checkKind(Violations wrong) {
        if (kind != null) {
            boolean known = kind.equals("kafka") || kind.equals("webhook") || kind.equals("slack");
            wrong.check(known, "/kind", "unknown-value", "A kind is kafka, webhook or slack.");
        }
    }

    private void check(Violations wrong, ConnectorKind of, @Nullable Door present) {
        if (name != null) {
            wrong.check(
                    isText(name, LONGEST_NAME), "/name", "invalid", "A name has 1 to " + LONGEST_NAME + " characters.");
        }
        if (of == ConnectorKind.WEBHOOK) {
            checkNoIntake(wrong);
            wrong.check(botToken == null, "/bot_token", "not-of-this-kind", "Only a slack connector answers.");
            new DoorCheck(this, present, wrong).check();
            return;
        }
        if (of == ConnectorKind.SLACK) {
            checkNoIntake(wrong);
            checkSlack(wrong, present);
            return;
        }
        checkNoDoor(wrong);
        if (sources != null) {
            wrong.check(!sources.isEmpty(), "/sources", "invalid", "At least one beginning of a source is needed.");
        }
        checkEntries(wrong, "/sources", sources);
        checkEntries(wrong, "/types", types);
    }

    private void checkSlack(Violations wrong, @Nullable Door present) {
        if (scheme == null || scheme.equals("slack")) {
            new DoorCheck(ofSlack(), present, wrong).check();
        } else {
            wrong.add("/scheme", "not-of-this-kind", "A slack connector has the scheme slack.");
        }
        wrong.check(
                botToken == null || botToken.isEmpty() || isText(botToken, LONGEST_TOKEN),
                "/bot_token",
                "invalid",
                "A token of one line; empty removes it.");
    }

    private ConnectorRequest ofSlack() {
        return new ConnectorRequest(
                kind,
                name,
                sources,
                types,
                "slack",
                secrets,
                allowUnsigned,
                header,
                prefix,
                encoding,
                botToken,
                enabled);
    }

    private void checkNoIntake(Violations wrong) {
        wrong.check(sources == null, "/sources", "not-of-this-kind", "Only a kafka connector has sources.");
        wrong.check(types == null, "/types", "not-of-this-kind", "Only a kafka connector has types.");
    }

    private void checkNoDoor(Violations wrong) {
        var detail = "Only a webhook has this.";
        wrong.check(scheme == null, "/scheme", "not-of-this-kind", detail);
        wrong.check(secrets == null, "/secrets", "not-of-this-kind", detail);
        wrong.check(allowUnsigned == null, "/allow_unsigned", "not-of-this-kind", detail);
        wrong.check(header == null, "/header", "not-of-this-kind", detail);
        wrong.check(prefix == null, "/prefix", "not-of-this-kind", detail);
        wrong.check(encoding == null, "/encoding", "not-of-this-kind", detail);
        wrong.check(botToken == null, "/bot_token", "not-of-this-kind", detail);
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
