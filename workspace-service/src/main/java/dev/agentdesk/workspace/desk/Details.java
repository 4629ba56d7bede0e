package dev.agentdesk.workspace.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people call a Workspace. */
public record Details(String name, String slug, @Nullable String description, List<String> tags) {

    public Details {
        tags = List.copyOf(tags);
    }
}
