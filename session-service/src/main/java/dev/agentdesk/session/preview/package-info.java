/** What is seen of a reply while it is written; never stored. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.session.preview;
