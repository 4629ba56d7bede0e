/** How fast the foundation is, each figure beside a floor that was measured in the same run. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.bench;
