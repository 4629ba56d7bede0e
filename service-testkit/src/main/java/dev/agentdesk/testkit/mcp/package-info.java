/** A real MCP server for tests. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit.mcp;
