package dev.agentdesk.terminal.tty;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** At start: the terminals of a former process of this node are lost. */
@Component
final class LostTerminals implements SmartLifecycle {

    private final Terminals terminals;
    private volatile boolean done;

    LostTerminals(Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public void start() {
        terminals.loseAllOfFormerRun();
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    /** Before anybody can ask. */
    @Override
    public int getPhase() {
        return 0;
    }
}
