/** Refusals: what an expected "no" looks like inside the code, and how it becomes a problem document. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.problem;
