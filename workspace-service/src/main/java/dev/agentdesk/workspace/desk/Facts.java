package dev.agentdesk.workspace.desk;

import java.util.Set;

/**
 * What decisions about a Workspace need to know, in whatever condition it is.
 *
 * @param opening digest of how it was created; a repeat of the same creation is recognised by it
 * @param detailsVersion counts changes by people, so that a status change makes no {@code If-Match} stale
 * @param details digest of the present ones
 * @param configuration digest of the newest document; a write of the same document is a repeat
 * @param generation of the running form; grows with every start and stop
 * @param stillHolding services that have not yet said that their content is erased; empty unless it is being erased
 */
record Facts(
        String opening,
        long detailsVersion,
        String details,
        long configVersion,
        String configuration,
        boolean autoStart,
        long generation,
        Set<String> stillHolding) {

    Facts withDetails(long version, String digest) {
        return new Facts(opening, version, digest, configVersion, configuration, autoStart, generation, stillHolding);
    }

    Facts withConfiguration(long version, String digest, boolean autoStart) {
        return new Facts(opening, detailsVersion, details, version, digest, autoStart, generation, stillHolding);
    }

    Facts withGeneration(long generation) {
        return new Facts(
                opening, detailsVersion, details, configVersion, configuration, autoStart, generation, stillHolding);
    }

    Facts heldBy(Set<String> services) {
        return new Facts(
                opening,
                detailsVersion,
                details,
                configVersion,
                configuration,
                autoStart,
                generation,
                Set.copyOf(services));
    }
}
