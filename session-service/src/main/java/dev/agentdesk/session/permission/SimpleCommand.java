package dev.agentdesk.session.permission;

import java.util.List;

/** One command of a bash line: its words without quotes, parted by single spaces. */
record SimpleCommand(String text) {

    static SimpleCommand of(List<String> words) {
        return new SimpleCommand(String.join(" ", words));
    }

    /**
     * The same without the folder of the program, as a rule against {@code git push} means {@code /usr/bin/git push}.
     */
    String bare() {
        int end = text.indexOf(' ') < 0 ? text.length() : text.indexOf(' ');
        return text.substring(text.lastIndexOf('/', end - 1) + 1);
    }
}
