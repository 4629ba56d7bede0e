package dev.agentdesk.kit.web;

import java.util.Map;

/**
 * What a service tells operators of its own work or of what it keeps; a bean of this type is asked whenever somebody
 * looks, so it must be cheap.
 */
public interface Report {

    /** Where its figures are shown. */
    enum Kind {
        /** What is going on now, and what was in the last hour. */
        OVERVIEW,
        /** What takes space, beside the database. */
        STORAGE
    }

    Kind kind();

    /** Figures by their names; a name belongs to one service. */
    Map<String, Object> figures();
}
