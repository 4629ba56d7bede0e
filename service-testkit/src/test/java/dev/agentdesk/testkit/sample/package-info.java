/** A service of one aggregate, on which the tests show what the kit promises. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit.sample;
