@NullMarked
package dev.agentdesk.gateway.docs;

import org.jspecify.annotations.NullMarked;
