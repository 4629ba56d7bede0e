package dev.agentdesk.standalone;

import java.util.List;

/** What only the gateway can give out: the local administrator's tokens and sign-in links. */
interface Administration {

    /** @param scopes none: everything */
    String token(List<String> scopes);

    /** A link that signs in once, soon. */
    String signInLink();
}
