package dev.agentdesk.trigger.webhook;

import java.time.Instant;
import java.util.List;

/**
 * A refused request.
 *
 * @param count how many it stands for; more than one in a flood
 */
record RejectionView(
        String id,
        Instant at,
        String address,
        String method,
        String reason,
        List<String> headerNames,
        long size,
        long count) {}
