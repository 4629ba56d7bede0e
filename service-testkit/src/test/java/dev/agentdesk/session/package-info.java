/** Stands for a class of another service, which nobody may touch. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session;
