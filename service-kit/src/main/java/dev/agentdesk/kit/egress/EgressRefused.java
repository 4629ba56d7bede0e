package dev.agentdesk.kit.egress;

import java.net.UnknownHostException;

/** The address must not be called; the message names the rule and never what lies behind it. */
public final class EgressRefused extends UnknownHostException {

    public EgressRefused(String rule) {
        super(rule);
    }
}
