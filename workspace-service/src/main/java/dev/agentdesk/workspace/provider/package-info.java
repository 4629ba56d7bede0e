/** Model providers: where models are called, with which key, at what price. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.workspace.provider;
