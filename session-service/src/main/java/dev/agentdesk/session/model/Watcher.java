package dev.agentdesk.session.model;

/** Is told of a reply while it is written. Must return at once and never throw. */
public interface Watcher {

    Watcher NONE = new Watcher() {

        @Override
        public void began(String eventId, String type, String tool) {}

        @Override
        public void grew(String eventId, String type, String text) {}

        @Override
        public void ended() {}
    };

    /**
     * A block begins; with an id that was told before it begins anew.
     *
     * @param type of the event to come; {@code tool} is empty unless it is a tool call
     */
    void began(String eventId, String type, String tool);

    void grew(String eventId, String type, String text);

    /** The request has ended: what was written stands in the log by now, or will not come. */
    void ended();
}
