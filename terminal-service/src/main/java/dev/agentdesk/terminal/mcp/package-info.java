/** MCP servers that run as programs inside an Environment and are talked to over their standard channels. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.mcp;
