package dev.agentdesk.kit.web;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** Recognises a database that is not there, however deep the framework has wrapped it. */
final class DatabaseAway {

    private DatabaseAway() {}

    /** SQL state class 08: connection; 57P: shut down; 53: out of resources. */
    static boolean caused(Throwable fault) {
        for (Throwable cause = fault; cause != null && cause.getCause() != cause; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().matches("08.*|57P.*|53.*")) {
                return true;
            }
        }
        return false;
    }
}
