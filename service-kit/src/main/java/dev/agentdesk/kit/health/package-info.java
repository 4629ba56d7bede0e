/** Health that tells the truth: what is away, and how far behind each processor is. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.health;
