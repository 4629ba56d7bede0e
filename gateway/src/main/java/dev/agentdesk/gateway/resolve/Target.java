package dev.agentdesk.gateway.resolve;

import org.jspecify.annotations.Nullable;

/**
 * Where an id leads.
 *
 * @param title what people call it
 * @param url the page of the web application, relative to the public URL
 * @param href the resource itself, relative to the public URL
 */
record Target(
        String id, String kind, String title, @Nullable String workspaceId, String url, String href) {}
