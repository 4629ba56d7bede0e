/** The files of a Workspace over HTTP; readable whether it runs or not. */
@org.jspecify.annotations.NullMarked
package dev.agentdesk.terminal.files;
