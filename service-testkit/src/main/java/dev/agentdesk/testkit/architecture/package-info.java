/** Rules about the shape of the code that hold in every service. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.testkit.architecture;
