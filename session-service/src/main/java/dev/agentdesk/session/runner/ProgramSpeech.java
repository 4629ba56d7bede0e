package dev.agentdesk.session.runner;

import dev.agentdesk.session.conversation.SessionCommand.RecordThought;
import dev.agentdesk.session.conversation.SessionCommand.Reply;
import dev.agentdesk.session.model.Watcher;

/**
 * Makes whole blocks of the pieces in which an agent program speaks: a block ends where something else begins, and
 * where it gets too long. Watchers see it grow. Not thread safe.
 */
final class ProgramSpeech {

    /** What the log takes as one event. */
    private static final int LONGEST_BLOCK = 32 * 1024;

    /** More than this nobody reads; an agent that does not stop talking is stopped. */
    private static final long MOST = 8L * 1024 * 1024;

    /** What a block is. */
    enum Kind {
        SAID("agent.message"),
        THOUGHT("agent.thinking");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    private final TurnRun.Setting setting;
    private final TurnWriter writer;
    private final Watcher watcher;
    private final StringBuilder block = new StringBuilder();
    private Kind kind = Kind.SAID;
    private String id = "";
    private int shown;
    private long all;

    ProgramSpeech(TurnRun.Setting setting, TurnWriter writer, Watcher watcher) {
        this.setting = setting;
        this.writer = writer;
        this.watcher = watcher;
    }

    void add(Kind what, String text) {
        if (text.isEmpty() || tooMuch()) {
            return;
        }
        if (what != kind) {
            flush();
        }
        if (block.isEmpty()) {
            kind = what;
            id = writer.newId();
            watcher.began(id, kind.type, "");
        }
        all += text.length();
        for (int from = 0; from < text.length(); from += LONGEST_BLOCK) {
            append(text.substring(from, Math.min(text.length(), from + LONGEST_BLOCK)));
        }
    }

    private void append(String text) {
        if (block.length() + text.length() > LONGEST_BLOCK) {
            flush();
            id = writer.newId();
            watcher.began(id, kind.type, "");
        }
        block.append(text);
    }

    boolean tooMuch() {
        return all > MOST;
    }

    /** Shows watchers what has come since the last time. */
    void show() {
        if (shown < block.length()) {
            watcher.grew(id, kind.type, block.substring(shown));
            shown = block.length();
        }
    }

    /** What was said up to here stands in the log afterwards. */
    void flush() {
        if (block.isEmpty()) {
            return;
        }
        show();
        var text = block.toString();
        block.setLength(0);
        shown = 0;
        if (!text.isBlank()) {
            writer.write(
                    id,
                    stamp -> kind == Kind.SAID
                            ? new Reply(stamp, setting.sessionId(), setting.generation(), text)
                            : new RecordThought(stamp, setting.sessionId(), setting.generation(), text));
        }
        watcher.ended();
    }
}
