/**
 * PostgreSQL and Kafka as parts of this program: authenticated, durable, and able to stop and start on the same folder.
 */
@NullMarked
package dev.agentdesk.embedded;

import org.jspecify.annotations.NullMarked;
