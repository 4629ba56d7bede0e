package dev.agentdesk.terminal.sandbox;

import dev.agentdesk.kit.web.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How much room the disk of this node has, and what the folders of its Workspaces take of it. */
@Component
final class FolderReport implements Report {

    private final Node node;

    FolderReport(Node node) {
        this.node = node;
    }

    @Override
    public Kind kind() {
        return Kind.STORAGE;
    }

    @Override
    public Map<String, Object> figures() {
        var root = node.folders().root();
        return Map.of("disk", disk(root), "workspaces", Weighed.below(root).figures());
    }

    private static Map<String, Long> disk(Path root) {
        try {
            var store = Files.getFileStore(root);
            return Map.of("total_bytes", store.getTotalSpace(), "free_bytes", store.getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
