/** The configuration document: defaults, whole and strict validation, merge patch, differences. Pure. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.configuration;
