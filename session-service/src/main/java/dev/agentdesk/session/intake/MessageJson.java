package dev.agentdesk.session.intake;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.session.access.PlainText;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.OnBusy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads messages as clients write them: a text, or blocks of text. */
public final class MessageJson {

    private static final int MOST_BLOCKS = 100;

    /** A message of a megabyte is a file; files go into the Workspace. */
    private static final int MOST_CHARACTERS = 1024 * 1024;

    private static final Set<String> BLOCK_FIELDS = Set.of("type", "text");

    private MessageJson() {}

    /** The blocks; what is wrong with them is added to {@code violations}. */
    public static List<Content> read(@Nullable JsonNode message, String pointer, Violations violations) {
        if (message == null || message.isNull()) {
            violations.add(pointer, "required", "A text or a list of content blocks is required.");
            return List.of();
        }
        var blocks = message.isString()
                ? List.of(Content.text(message.stringValue()))
                : blocks(message, pointer, violations);
        var length = blocks.stream().mapToLong(it -> it.text().length()).sum();
        violations.check(length <= MOST_CHARACTERS, pointer, "too-long", "A message has at most 1 MiB of text.");
        violations.check(
                blocks.stream().allMatch(it -> PlainText.isText(it.text())),
                pointer,
                "malformed",
                "A message has no NUL and no half characters.");
        if (!blocks.isEmpty() && blocks.stream().allMatch(it -> it.text().isBlank())) {
            violations.add(pointer, "required", "The message is empty.");
        }
        return blocks;
    }

    static OnBusy onBusy(@Nullable String given, Violations violations) {
        if (given == null) {
            return OnBusy.ENQUEUE;
        }
        for (var policy : OnBusy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(given)) {
                return policy;
            }
        }
        violations.add("/on_busy", "unknown-value", "One of enqueue, steer, interrupt, reject.");
        return OnBusy.ENQUEUE;
    }

    private static List<Content> blocks(JsonNode message, String pointer, Violations violations) {
        if (!message.isArray() || message.isEmpty() || message.size() > MOST_BLOCKS) {
            violations.add(pointer, "wrong-type", "A text or a list of 1 to " + MOST_BLOCKS + " content blocks.");
            return List.of();
        }
        var blocks = new ArrayList<Content>();
        for (int i = 0; i < message.size(); i++) {
            block(message.get(i), pointer + "/" + i, violations, blocks);
        }
        return List.copyOf(blocks);
    }

    private static void block(JsonNode block, String pointer, Violations violations, List<Content> blocks) {
        if (!block.isObject()) {
            violations.add(pointer, "wrong-type", "A content block is an object.");
            return;
        }
        Fields.onlyKnown(block, BLOCK_FIELDS, pointer, violations);
        if (!"text".equals(block.path("type").asString(""))) {
            violations.add(pointer + "/type", "unknown-value", "The only type of block is text.");
        } else if (!block.path("text").isString()) {
            violations.add(pointer + "/text", "required", "A text is required.");
        } else {
            blocks.add(Content.text(block.path("text").stringValue()));
        }
    }
}
