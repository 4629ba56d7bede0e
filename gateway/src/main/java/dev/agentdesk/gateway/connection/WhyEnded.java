package dev.agentdesk.gateway.connection;

/** Why a connection is ended from our side. */
public enum WhyEnded {
    /** The credential that opened it is not valid any more. */
    NO_RIGHT,
    /** Nothing has gone through for too long. */
    SILENT,
    /** This replica stops; another one may serve. */
    STOPPING
}
