/** Tests of the stored form: approved samples and snapshots. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit.store;
