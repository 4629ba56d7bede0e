/** Each shared rule, seen red. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit.architecture;
