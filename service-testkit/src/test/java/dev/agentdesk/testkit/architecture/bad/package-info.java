/** Classes that break each rule once. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit.architecture.bad;
