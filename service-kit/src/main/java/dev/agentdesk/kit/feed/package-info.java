/** The log of an aggregate as clients read it: pages by {@code seq}, and a live stream that resumes exactly. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.feed;
