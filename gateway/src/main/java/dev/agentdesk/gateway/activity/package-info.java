/** What happened around the Workspaces, as the services publish it: the feed, and the hints for watchers. */
@NullMarked
package dev.agentdesk.gateway.activity;

import org.jspecify.annotations.NullMarked;
