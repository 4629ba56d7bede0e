/** A service started for a test, and a client that shows inner tokens. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit.service;
