/** The messages of the Model Context Protocol, as far as a client of tools needs them; no transport. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.mcp;
