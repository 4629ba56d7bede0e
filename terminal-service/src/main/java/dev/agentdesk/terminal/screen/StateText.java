package dev.agentdesk.terminal.screen;

/** Everything that two equal terminals have in common, as text; for tests and for looking into. */
final class StateText {

    private final Emulator emulator;

    StateText(Emulator emulator) {
        this.emulator = emulator;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(emulator.active == emulator.alternate ? "alternate\n" : "normal\n");
        buffer(emulator.normal, emulator.active == emulator.normal, text);
        if (emulator.active == emulator.alternate) {
            buffer(emulator.alternate, true, text);
        }
        emulator.modes.write(text);
        text.append(emulator.modes.origin).append(emulator.modes.insert).append('\n');
        emulator.charsets.write(text);
        look(emulator.pen.look(), text);
        text.append('\n').append(emulator.title);
        return text.toString().replace('\033', '^');
    }

    private void look(long look, StringBuilder text) {
        emulator.looks.write(look, text);
        text.append(emulator.looks.extra(look).link());
    }

    /** What was never printed looks like a space. */
    private void line(Line line, StringBuilder text) {
        int start = text.length();
        long style = Style.DEFAULT;
        for (int i = 0; i < line.columns(); i++) {
            if (line.style(i) != style) {
                style = line.style(i);
                look(style, text);
            }
            if (line.text(i) != Line.TAIL) {
                LineWriter.cell(line, i, text);
            }
        }
        while (text.length() > start && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private void buffer(Buffer buffer, boolean active, StringBuilder text) {
        var scrollback = buffer.scrollback();
        if (scrollback != null) {
            scrollback.write(buffer.line(0), text);
        }
        text.append("---\n");
        for (int row = 0; row < buffer.rows(); row++) {
            boolean above = row > 0 || scrollback != null && !scrollback.isEmpty();
            text.append(above && buffer.line(row).isWrapped() ? '+' : ' ');
            line(buffer.line(row), text);
        }
        text.append(buffer.saved).append('\n');
        if (active) {
            text.append(buffer.x).append(',').append(buffer.y).append(' ');
            text.append(buffer.top).append('-').append(buffer.bottom).append('\n');
            buffer.tabs().write(text);
        }
    }
}
