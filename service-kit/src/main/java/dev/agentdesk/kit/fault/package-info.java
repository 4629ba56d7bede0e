/** Named places where a test may stop the process, to show that a crash there loses nothing. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.fault;
