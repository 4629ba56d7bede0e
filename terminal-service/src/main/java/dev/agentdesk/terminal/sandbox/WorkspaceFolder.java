package dev.agentdesk.terminal.sandbox;

import java.nio.file.Path;

/**
 * The folder of one Workspace on this machine.
 *
 * @param base holds everything of the Workspace, and nothing else does
 */
public record WorkspaceFolder(Path base) {

    /** What the agent and people share. */
    public Path files() {
        return base.resolve("files");
    }

    public Path home() {
        return base.resolve("home");
    }

    public Path temporary() {
        return base.resolve("tmp");
    }

    /** Whole outputs of tools, by Session and digest; out of the agent's sight. */
    public Path outputs() {
        return base.resolve("outputs");
    }

    /** What terminals have shown; out of the agent's sight. */
    public Path recordings() {
        return base.resolve("recordings");
    }

    /** What the files were at earlier moments, a bare git repository; out of the agent's sight. */
    public Path checkpoints() {
        return base.resolve("checkpoints.git");
    }

    Path passwd() {
        return base.resolve("passwd");
    }

    Path group() {
        return base.resolve("group");
    }
}
