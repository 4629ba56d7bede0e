package dev.agentdesk.kit.stream;

import dev.agentdesk.kit.store.EventTail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.context.SmartLifecycle;

/**
 * The streaming processors of a service: events of one stream always in order in one segment, claims shared over the
 * replicas. A failing batch is retried with growing pauses and blocks only its segment.
 */
public final class StreamingProcessors implements SmartLifecycle {

    private static final int CLAIM_INTERVAL_MS = 1_000;
    private static final int CLAIM_EXTENSION_MS = 2_000;

    /**
     * What waits for whom: each kind has threads of its own, so that a broker or neighbour that is away stalls no row.
     */
    public enum Kind {
        READ_MODEL(4, 500, 2),
        PROCESS(4, 50, 4),
        PUBLISHER(1, 500, 1);

        private final int segments;
        private final int batch;
        private final int threads;

        Kind(int segments, int batch, int threads) {
            this.segments = segments;
            this.batch = batch;
            this.threads = threads;
        }
    }

    private final EventTail tail;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final List<PooledStreamingEventProcessor> processors = new ArrayList<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Map<Kind, ScheduledExecutorService> workers = new EnumMap<>(Kind.class);
    private final ScheduledExecutorService coordinators;
    private volatile boolean running;

    public StreamingProcessors(EventTail tail, TokenStore tokens, TransactionManager transactions, String service) {
        this.tail = tail;
        this.tokens = tokens;
        this.transactions = transactions;
        for (Kind kind : Kind.values()) {
            workers.put(kind, threads(service + "-" + kind.name().toLowerCase(Locale.ROOT), kind.threads));
        }
        this.coordinators = threads(service + "-coordinator", 1);
    }

    private static ScheduledExecutorService threads(String name, int count) {
        return Executors.newScheduledThreadPool(
                count, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** To be called before {@link #start}. */
    public void register(String name, Kind kind, EventMessageHandler handler) {
        kinds.put(name, kind);
        processors.add(PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker(handler))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(tail)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .initialSegmentCount(kind.segments)
                .batchSize(kind.batch)
                .tokenClaimInterval(CLAIM_INTERVAL_MS)
                .claimExtensionThreshold(CLAIM_EXTENSION_MS)
                .coordinatorExecutor(coordinators)
                .workerExecutor(Objects.requireNonNull(workers.get(kind)))
                .enableCoordinatorClaimExtension()
                .initialToken(source -> source.createTailToken())
                .build());
    }

    /** The framework's default logs a failing handler and goes on: that would lose the event. */
    private static EventHandlerInvoker invoker(EventMessageHandler handler) {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(handler)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    public List<String> names() {
        return List.copyOf(kinds.keySet());
    }

    /** What each is, by its name, in the order of their registration. */
    public Map<String, Kind> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    @Override
    public void start() {
        processors.forEach(PooledStreamingEventProcessor::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        var stopping = processors.stream()
                .map(PooledStreamingEventProcessor::shutdownAsync)
                .toList();
        stopping.forEach(CompletableFuture::join);
        workers.values().forEach(ScheduledExecutorService::shutdown);
        coordinators.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the wake-up, before the web server takes requests. */
    @Override
    public int getPhase() {
        return 100;
    }
}
