package dev.agentdesk.trigger.outbound;

import java.util.Locale;

/** The names of published facts as subscriptions know them: {@code session.turn_finished}. Pure. */
final class FactNames {

    private static final String ROOT = "dev.agentdesk.";

    private FactNames() {}

    /** Of {@code dev.agentdesk.session.v1.TurnFinished}: domain and fact, without the version. */
    static String of(String contract) {
        var path = contract.startsWith(ROOT) ? contract.substring(ROOT.length()) : contract;
        var domain = path.substring(0, Math.max(path.indexOf('.'), 0));
        var fact = path.substring(path.lastIndexOf('.') + 1);
        var name = new StringBuilder(domain).append('.');
        for (int n = 0; n < fact.length(); n++) {
            char c = fact.charAt(n);
            name.append(n > 0 && Character.isUpperCase(c) ? "_" : "").append(c);
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
