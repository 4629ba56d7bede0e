package dev.agentdesk.session.runner;

import dev.agentdesk.kit.store.Wakeup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes leases as long as there is something to run and room to run it, one virtual thread per turn; renews them; tells
 * turns that a person has stopped.
 *
 * <p>Wakes with every signal of the event store; the safety net is its 500 ms clock.
 */
final class TurnRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TurnRunner.class);

    /** A turn hands back at its next step; one that sits in a tool is left to its lease. */
    private static final int STOP_WITHIN_MS = 3_000;

    private static final int SAFETY_NET_MS = 500;

    private final Leases leases;
    private final TurnRuns runs;
    private final Drain drain;
    private final Wakeup wakeup;
    private final RunnerProperties properties;
    private final Map<String, ActiveTurn> active = new ConcurrentHashMap<>();
    private final Semaphore signals = new Semaphore(0);
    private volatile boolean running;
    private Runnable unregister = () -> {};

    TurnRunner(Leases leases, TurnRuns runs, Drain drain, Wakeup wakeup, RunnerProperties properties) {
        this.drain = drain;
        this.leases = leases;
        this.runs = runs;
        this.wakeup = wakeup;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
        unregister = wakeup.onSignal(signals::release);
        Thread.ofPlatform().daemon().name("turn-picker").start(() -> repeat(this::pick));
        Thread.ofPlatform().daemon().name("turn-leases").start(() -> repeat(this::renew));
    }

    private interface Round {

        void go() throws InterruptedException;
    }

    /** A round that fails (the database is away) is followed by another one. */
    private void repeat(Round round) {
        while (running) {
            try {
                round.go();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("turns can't be scheduled for now: {}", e.toString());
                pause(SAFETY_NET_MS);
            }
        }
    }

    private void pick() throws InterruptedException {
        if (signals.tryAcquire(SAFETY_NET_MS, TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
        tellStopped();
        while (running && !drain.ordered() && active.size() < properties.concurrentTurns()) {
            var lease = leases.next();
            if (lease.isEmpty()) {
                return;
            }
            begin(lease.get());
        }
    }

    private void begin(Lease lease) {
        var turn = new ActiveTurn(lease, () -> !running || drain.ordered());
        active.put(lease.owner(), turn);
        Thread.ofVirtual().name("turn " + lease.sessionId()).start(() -> {
            try {
                runs.run(turn);
            } finally {
                active.remove(lease.owner());
                signals.release();
            }
        });
    }

    /** A person stopped the turn, or closed its Session: what runs is to end at once. */
    private void tellStopped() {
        var held = List.copyOf(active.values());
        if (held.isEmpty()) {
            return;
        }
        var stopped =
                leases.stopped(held.stream().map(it -> it.lease().sessionId()).toList());
        held.stream().filter(it -> stopped.contains(it.lease().sessionId())).forEach(ActiveTurn::stop);
    }

    private static List<String> owners(List<ActiveTurn> turns) {
        return turns.stream().map(it -> it.lease().owner()).toList();
    }

    private void renew() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(properties.renewEvery().toMillis());
        var held = List.copyOf(active.values());
        if (held.isEmpty()) {
            return;
        }
        var kept = leases.renew(owners(held));
        held.stream().filter(it -> !kept.contains(it.lease().owner())).forEach(ActiveTurn::lose);
    }

    private static void pause(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        unregister.run();
        signals.release();
        active.values().forEach(ActiveTurn::letGo);
        for (int waited = 0; !active.isEmpty() && waited < STOP_WITHIN_MS; waited += 50) {
            pause(50);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.enabled();
    }

    /** After the event store is up, and before it goes. */
    @Override
    public int getPhase() {
        return 300;
    }
}
