package dev.agentdesk.terminal.tool;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.terminal.environment.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Finds the lines that match a regular expression (RE2), as {@code path:line:text}. Leaves out binary and huge files.
 */
@Component
final class GrepTool implements Tool {

    private static final int MOST = 1000;
    private static final int LARGEST = 10 * 1024 * 1024;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_PATTERN = 1024;

    @Override
    public String name() {
        return "grep";
    }

    @Override
    public String describe(JsonNode input) {
        return "grep " + input.path("pattern").asString("");
    }

    @Override
    public Work start(Running running, JsonNode input, Call call) throws ToolFailure {
        Input.knows(input, "pattern", "path", "glob", "ignore_case");
        var search =
                new Search(pattern(Input.text(input, "pattern"), Input.flag(input, "ignore_case")), glob(input), call);
        var from = Input.optionalText(input, "path");
        return () -> WorkspaceFiles.use(running, files -> {
            var start = from == null ? RelativePath.ROOT : WorkspaceFiles.path(running, from);
            var stat = files.stat(start);
            if (stat.isFile()) {
                search.in(files, start, stat);
            } else {
                Walk.files(files, start, call, (path, each) -> search.in(files, path, each));
            }
            return Ended.WELL;
        });
    }

    private static Pattern pattern(String text, boolean ignoreCase) throws ToolFailure {
        if (text.isEmpty() || text.length() > LONGEST_PATTERN) {
            throw new ToolFailure("A pattern has 1 to " + LONGEST_PATTERN + " characters.");
        }
        try {
            return Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new ToolFailure("The pattern can't be read: " + e.getDescription());
        }
    }

    private static @Nullable Glob glob(JsonNode input) throws ToolFailure {
        var glob = Input.optionalText(input, "glob");
        return glob == null ? null : Glob.of(glob.contains("/") ? glob : "**/" + glob);
    }

    /** One search over many files. */
    private record Search(Pattern pattern, @Nullable Glob glob, Call call, AtomicInteger found) {

        Search(Pattern pattern, @Nullable Glob glob, Call call) {
            this(pattern, glob, call, new AtomicInteger());
        }

        /** False when enough was found. */
        boolean in(Beneath files, RelativePath path, FileStat stat) throws IOException, ToolFailure {
            call.goOn();
            if (stat.size() > LARGEST || glob != null && !glob.matches(path.toString())) {
                return true;
            }
            var content = WorkspaceFiles.bytes(files, path, LARGEST);
            if (WorkspaceFiles.isBinary(content)) {
                return true;
            }
            int number = 0;
            for (var line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
                number++;
                if (pattern.matcher(line).find() && !report(path, number, line)) {
                    return false;
                }
            }
            return true;
        }

        private boolean report(RelativePath path, int number, String line) throws IOException {
            if (found.incrementAndGet() > MOST) {
                call.output().write("… and more\n".getBytes(StandardCharsets.UTF_8));
                return false;
            }
            var shown = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
            call.output().write((path + ":" + number + ":" + shown + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
        }
    }
}
