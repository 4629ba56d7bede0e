package dev.agentdesk.session.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 in lower-case hex; by it content is recognised without being kept. */
public final class Digest {

    private Digest() {}

    public static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String of(List<Content> blocks) {
        var text = new StringBuilder();
        for (var block : blocks) {
            text.append(block.type()).append('\n').append(block.text().length()).append('\n');
            text.append(block.text());
        }
        return of(text.toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
