/** What every stored event carries besides its own facts: who, when, and what caused it. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.event;
