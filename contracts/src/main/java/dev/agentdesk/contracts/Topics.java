package dev.agentdesk.contracts;

/**
 * The topics of the platform: CloudEvents 1.0 in binary mode, JSON value, key = aggregate id, facts without content.
 */
public final class Topics {

    public static final String WORKSPACE = "agentdesk.workspace.v1";
    public static final String SESSION = "agentdesk.session.v1";
    public static final String TRIGGER = "agentdesk.trigger.v1";
    public static final String ENVIRONMENT = "agentdesk.environment.v1";
    public static final String ACCOUNT = "agentdesk.account.v1";

    /** Written from outside, by principals that an administrator allows; structured or binary CloudEvents. */
    public static final String TRIGGERS_INBOUND = "agentdesk.triggers.v1";

    /** Records of {@link #TRIGGERS_INBOUND} that could not be read, with the reason in a header. */
    public static final String TRIGGERS_DEAD = "agentdesk.triggers.v1.dlt";

    /** Orders are kept per key; twelve partitions leave room for as many consumers. */
    public static final int PARTITIONS = 12;

    private Topics() {}
}
