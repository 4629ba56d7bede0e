package dev.agentdesk.session.model;

import dev.agentdesk.session.conversation.ModelAnswer.Stop;
import dev.agentdesk.session.conversation.ModelAnswer.Tokens;
import dev.agentdesk.session.model.ModelFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects a reply while it comes, and tells the watcher of it. Not thread safe: belongs to one call. */
public final class ReplyBuilder {

    /** No model writes more at once; a server that does is not one. */
    private static final int LONGEST = 16 * 1024 * 1024;

    /** What a block will be. */
    enum Type {
        MESSAGE("agent.message"),
        THOUGHT("agent.thinking"),
        CALL("agent.tool_use");

        private final String event;

        Type(String event) {
            this.event = event;
        }
    }

    private static final class Open {

        private final String id;
        private final Type type;
        private final String tool;
        private final StringBuilder text = new StringBuilder();
        private @Nullable StringBuilder signature;
        private boolean redacted;

        Open(String id, Type type, String tool) {
            this.id = id;
            this.type = type;
            this.tool = tool;
        }
    }

    private final Supplier<String> ids;
    private final Watcher watcher;
    private final List<Open> blocks = new ArrayList<>();
    private Tokens tokens = Tokens.NONE;
    private int size;

    public ReplyBuilder(Supplier<String> ids, Watcher watcher) {
        this.ids = ids;
        this.watcher = watcher;
    }

    /** Begins a block and answers its number. */
    int open(Type type, String tool) {
        var block = new Open(ids.get(), type, tool);
        blocks.add(block);
        watcher.began(block.id, type.event, tool);
        return blocks.size() - 1;
    }

    void grow(int number, String text) throws ModelFailure {
        if (text.isEmpty()) {
            return;
        }
        size += text.length();
        if (size > LONGEST) {
            throw new ModelFailure(Kind.REJECTED, "The reply is larger than " + LONGEST + " characters.");
        }
        var block = blocks.get(number);
        block.text.append(text);
        watcher.grew(block.id, block.type.event, text);
    }

    /** A thought that only its provider can read. */
    void redacted(String sealed) {
        var block = new Open(ids.get(), Type.THOUGHT, "");
        block.redacted = true;
        block.text.append(sealed);
        blocks.add(block);
    }

    void sign(int number, String signature) {
        var block = blocks.get(number);
        if (block.signature == null) {
            block.signature = new StringBuilder();
        }
        block.signature.append(signature);
    }

    void count(Tokens counted) {
        tokens = counted;
    }

    Tokens tokens() {
        return tokens;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    Reply end(Stop stop) {
        return new Reply(
                blocks.stream()
                        .filter(ReplyBuilder::counts)
                        .map(ReplyBuilder::block)
                        .toList(),
                stop,
                tokens);
    }

    /** What was said before the call was stopped: texts only, for a half call is none. */
    public Reply stopped() {
        var said = blocks.stream()
                .filter(it -> it.type == Type.MESSAGE && counts(it))
                .map(ReplyBuilder::block)
                .toList();
        return new Reply(said, Stop.INTERRUPTED, tokens);
    }

    private static boolean counts(Open block) {
        return block.type != Type.MESSAGE || !block.text.toString().isBlank();
    }

    private static Reply.Block block(Open block) {
        var text = Texts.clean(block.text.toString());
        return switch (block.type) {
            case MESSAGE -> new Reply.Block.Said(block.id, text);
            case THOUGHT ->
                new Reply.Block.Thought(
                        block.id, text, block.signature == null ? null : block.signature.toString(), block.redacted);
            case CALL -> new Reply.Block.Call(block.id, Texts.clean(block.tool), text);
        };
    }
}
