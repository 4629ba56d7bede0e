/** Sessions that go on from a moment of another one: forks, and turns that are run again. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.fork;
