package dev.agentdesk.session.conversation;

import java.util.List;

/** One block of a message. The only {@code type} so far is {@code text}. */
public record Content(String type, String text) {

    public static Content text(String text) {
        return new Content("text", text);
    }

    /** All text of a message, blocks parted by an empty line. */
    public static String plain(List<Content> blocks) {
        return String.join("\n\n", blocks.stream().map(Content::text).toList());
    }
}
