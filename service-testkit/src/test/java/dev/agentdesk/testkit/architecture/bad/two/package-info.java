@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit.architecture.bad.two;
