package dev.agentdesk.terminal.checkpoint;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** JGit without the settings of the machine and of whoever runs the server: it starts no program to find them. */
final class OwnSettings extends SystemReader.Delegate {

    private OwnSettings(SystemReader machine) {
        super(machine);
    }

    static void use() {
        if (!(SystemReader.getInstance() instanceof OwnSettings)) {
            SystemReader.setInstance(new OwnSettings(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return none(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return none(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return none(parent, fs);
    }

    private static FileBasedConfig none(Config parent, FS fs) {
        return new FileBasedConfig(parent, null, fs) {
            @Override
            public void load() {}

            @Override
            public boolean isOutdated() {
                return false;
            }

            /** JGit measures the disk and wants to remember that for others. */
            @Override
            public void save() {}
        };
    }
}
