/** Ids: a short prefix and a UUID, minted at an edge or derived from the fact that they name. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.id;
