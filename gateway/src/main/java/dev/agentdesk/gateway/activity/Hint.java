package dev.agentdesk.gateway.activity;

import org.jspecify.annotations.Nullable;

/**
 * That something about a resource may have changed, for those who watch; they ask for it with their own rights.
 *
 * @param topic as watchers name it: {@code inbox}, {@code workspaces}, {@code sessions:wrk_…}, {@code terminals:wrk_…},
 *     {@code deliveries:con_…}, {@code runs}, {@code ops}
 * @param id of the resource; {@link #EVERYTHING} where more was missed than is remembered
 * @param version grows with each change of the resource, where it is known
 */
public record Hint(String topic, String id, @Nullable Long version) {

    public static final String EVERYTHING = "*";
}
