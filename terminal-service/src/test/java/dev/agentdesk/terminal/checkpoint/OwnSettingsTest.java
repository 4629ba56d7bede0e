package dev.agentdesk.terminal.checkpoint;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;

class OwnSettingsTest {

    @Test
    void rememberNothingOnTheMachine() {
        OwnSettings.use();
        var machine = SystemReader.getInstance();
        assertThatCode(() -> {
                    machine.openJGitConfig(new Config(), FS.DETECTED).save();
                    machine.openUserConfig(new Config(), FS.DETECTED).save();
                })
                .doesNotThrowAnyException();
    }
}
