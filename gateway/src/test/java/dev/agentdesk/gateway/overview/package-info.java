@NullMarked
package dev.agentdesk.gateway.overview;

import org.jspecify.annotations.NullMarked;
