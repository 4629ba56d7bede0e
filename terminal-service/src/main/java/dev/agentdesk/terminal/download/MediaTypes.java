package dev.agentdesk.terminal.download;

import java.util.Locale;
import java.util.Map;

/** The only types that are ever announced; everything else is bytes. */
final class MediaTypes {

    private static final String TEXT = "text/plain;charset=utf-8";

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("txt", TEXT),
            Map.entry("md", TEXT),
            Map.entry("log", TEXT),
            Map.entry("csv", TEXT),
            Map.entry("java", TEXT),
            Map.entry("py", TEXT),
            Map.entry("sh", TEXT),
            Map.entry("js", TEXT),
            Map.entry("ts", TEXT),
            Map.entry("css", TEXT),
            Map.entry("yml", TEXT),
            Map.entry("yaml", TEXT),
            Map.entry("xml", TEXT),
            Map.entry("html", TEXT),
            Map.entry("json", "application/json"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"));

    private MediaTypes() {}

    static String of(String fileName) {
        var ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, "application/octet-stream");
    }
}
