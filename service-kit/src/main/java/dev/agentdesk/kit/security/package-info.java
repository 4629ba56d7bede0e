/** Who is calling: inner tokens between services, principals and scopes. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.kit.security;
