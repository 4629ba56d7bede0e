/** What the tests of every service share. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit;
