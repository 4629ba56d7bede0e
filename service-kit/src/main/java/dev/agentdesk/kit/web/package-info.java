/** The edge of a service: strict JSON, problems for everything that fails, repeats that are harmless. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.web;
