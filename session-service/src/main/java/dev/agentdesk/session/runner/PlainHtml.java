package dev.agentdesk.session.runner;

import java.util.Locale;
import java.util.Set;

/** The text of a page without its marks, for reading; no more than that, and it never fails. */
final class PlainHtml {

    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "template", "svg", "noscript");
    private static final Set<String> BLOCKS = Set.of(
            "p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "article", "table");

    private PlainHtml() {}

    static String text(String page) {
        var text = new StringBuilder();
        int at = 0;
        while (at < page.length()) {
            int open = page.indexOf('<', at);
            text.append(page, at, open < 0 ? page.length() : open);
            if (open < 0) {
                break;
            }
            int close = page.indexOf('>', open);
            if (close < 0) {
                break;
            }
            var name = name(page, open + 1, close);
            at = UNSEEN.contains(name) ? behind(page, close + 1, name) : close + 1;
            if (BLOCKS.contains(name.startsWith("/") ? name.substring(1) : name)) {
                text.append('\n');
            }
        }
        return tidy(text.toString());
    }

    private static String name(String page, int from, int to) {
        int end = from;
        while (end < to && (Character.isLetterOrDigit(page.charAt(end)) || end == from && page.charAt(end) == '/')) {
            end++;
        }
        return page.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private static int behind(String page, int from, String name) {
        for (int at = page.indexOf("</", from); at >= 0; at = page.indexOf("</", at + 2)) {
            if (page.regionMatches(true, at + 2, name, 0, name.length())) {
                int close = page.indexOf('>', at);
                return close < 0 ? page.length() : close + 1;
            }
        }
        return page.length();
    }

    private static String tidy(String text) {
        var lines = new StringBuilder();
        boolean blank = true;
        for (var line : text.split("\n", -1)) {
            var stripped = entities(line.strip());
            if (!stripped.isEmpty() || !blank) {
                lines.append(stripped).append('\n');
            }
            blank = stripped.isEmpty();
        }
        return lines.toString();
    }

    private static String entities(String line) {
        return line.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
