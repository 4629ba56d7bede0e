package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.terminal.download.Download;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a caller demands of the file that is there ({@code null}: none is).
 *
 * @param ifMatch as in the header of that name
 * @param ifNoneMatch as in the header of that name; {@code *}: nothing may be there
 */
record Condition(@Nullable String ifMatch, @Nullable String ifNoneMatch) implements Predicate<@Nullable FileStat> {

    @Override
    public boolean test(@Nullable FileStat present) {
        boolean matches = ifMatch == null || present != null && Download.matches(ifMatch, FileEntry.tag(present));
        boolean differs =
                ifNoneMatch == null || present == null || !Download.matches(ifNoneMatch, FileEntry.tag(present));
        return matches && differs;
    }
}
