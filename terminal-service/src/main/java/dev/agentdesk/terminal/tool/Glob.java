package dev.agentdesk.terminal.tool;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** A file pattern: {@code *} within a segment, {@code **} over segments, {@code ?}, {@code [a-z]}, {@code {a,b}}. */
final class Glob {

    private static final int LONGEST = 1024;

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Compiled to RE2: matching takes linear time whatever the pattern is. */
    static Glob of(String glob) throws ToolFailure {
        if (glob.isEmpty() || glob.length() > LONGEST) {
            throw new ToolFailure("A pattern has 1 to " + LONGEST + " characters.");
        }
        try {
            return new Glob(Pattern.compile(translate(glob), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new ToolFailure("The pattern can't be read: " + e.getDescription());
        }
    }

    boolean matches(String path) {
        return pattern.matches(path);
    }

    private static String translate(String glob) {
        var regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean deep = glob.startsWith("**", i);
                    boolean folders = glob.startsWith("**/", i);
                    regex.append(folders ? "(?:.*/)?" : deep ? ".*" : "[^/]*");
                    i += folders ? 2 : deep ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    if (end < 0) {
                        regex.append("\\[");
                    } else {
                        var set =
                                glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                        regex.append('[')
                                .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                                .append(']');
                        i = end;
                    }
                }
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> {
                    regex.append(braces > 0 ? ")" : "\\}");
                    braces = Math.max(0, braces - 1);
                }
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
