package dev.agentdesk.terminal.screen;

/** What the next character will look like, as programs ask for it. */
final class Pen {

    private final Looks looks;
    private long style = Style.DEFAULT;
    private Extra extra = Extra.NONE;
    private long look = Style.DEFAULT;

    Pen(Looks looks) {
        this.looks = looks;
    }

    long look() {
        return look;
    }

    /** Without link and colour of underlines: what is put aside with the cursor. */
    long style() {
        return style;
    }

    /** A link goes on whatever the style is. */
    void apply(Parameters sgr) {
        set(Style.apply(style, sgr), extra.withUnderline(Style.underlineColor(extra.underline(), sgr)));
    }

    void link(String parametersAndAddress) {
        set(style, extra.withLink(parametersAndAddress));
    }

    void restore(long saved) {
        set(saved, extra);
    }

    void reset() {
        set(Style.DEFAULT, Extra.NONE);
    }

    private void set(long newStyle, Extra newExtra) {
        style = newStyle;
        extra = newExtra;
        look = looks.of(style, extra);
    }
}
