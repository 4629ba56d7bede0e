package dev.agentdesk.terminal.screen;

/** What a {@link Parser} finds in the bytes, in their order. */
interface Sequences {

    /** Plain characters of one column each. */
    void printPlain(byte[] bytes, int from, int count);

    void print(int character);

    void control(int character);

    /**
     * @param prefix {@code <}, {@code =}, {@code >}, {@code ?} or 0
     * @param intermediate the character before the final one, or 0
     */
    void csi(int prefix, int intermediate, int last, Parameters parameters);

    void escape(int intermediate, int last);

    /** An operating system command that is short enough to mean something here. */
    void osc(String text);
}
