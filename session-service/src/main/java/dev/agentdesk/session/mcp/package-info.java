/** The tools of MCP servers that a configuration names, inside the Environment or on the web. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.mcp;
