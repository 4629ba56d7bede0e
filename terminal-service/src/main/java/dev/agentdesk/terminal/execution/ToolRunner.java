package dev.agentdesk.terminal.execution;

import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.execution.ToolOutcome.Output;
import dev.agentdesk.terminal.tool.Call;
import dev.agentdesk.terminal.tool.Call.Stop;
import dev.agentdesk.terminal.tool.Ended;
import dev.agentdesk.terminal.tool.Tool;
import dev.agentdesk.terminal.tool.ToolFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Runs one tool from its start to its end, and puts into words how it ended. Records nothing. */
@Component
final class ToolRunner implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);

    private static final Ended NOT_ENDED = new Ended(true, null, null);

    private final Environments environments;
    private final Clock clock;
    private final FaultPoints faults;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tool-deadlines").daemon().factory());

    ToolRunner(Environments environments, Clock clock, FaultPoints faults) {
        this.environments = environments;
        this.clock = clock;
        this.faults = faults;
    }

    /** What is to be run, and where what it prints goes. */
    record Run(String workspaceId, ToolRequest request, Tool tool, Call call, OutputSink output) {}

    ToolOutcome run(Run run) {
        var began = clock.instant();
        var deadline = deadlines.schedule(
                () -> run.call().stop(Stop.TIMEOUT), run.request().longest().toMillis(), TimeUnit.MILLISECONDS);
        try {
            var ended = ended(run);
            return outcome(run, ended, began);
        } catch (ToolFailure | Rejection failure) {
            return failure(run, String.valueOf(failure.getMessage()), began);
        } catch (IOException e) {
            LOG.warn("tool {} of {} failed", run.request().tool(), run.workspaceId(), e);
            return failure(run, "The tool could not be run.", began);
        } finally {
            deadline.cancel(false);
        }
    }

    private Ended ended(Run run) throws IOException, ToolFailure {
        var work = environments.launch(
                run.workspaceId(),
                where -> started(() -> run.tool().start(where, run.request().input(), run.call())));
        faults.at("tool.after-start");
        return work.get().await();
    }

    /** A start that may be refused by the tool itself, handed out of the launch. */
    @FunctionalInterface
    private interface Start {

        Tool.Work now() throws IOException, ToolFailure;
    }

    @FunctionalInterface
    private interface Started {

        Tool.Work get() throws ToolFailure;
    }

    private static Started started(Start start) throws IOException {
        try {
            var work = start.now();
            return () -> work;
        } catch (ToolFailure refused) {
            return () -> {
                throw refused;
            };
        }
    }

    private ToolOutcome outcome(Run run, Ended ended, Instant began) throws IOException {
        var stop = run.call().stopped();
        if (stop == null) {
            return answer(
                    run, ToolOutcome.COMPLETED, ended.isError(), run.output().finish(), ended, began);
        }
        run.output().note("[" + words(stop, run) + "]");
        return answer(run, kind(stop), true, run.output().finish(), ended, began);
    }

    private ToolOutcome failure(Run run, String message, Instant began) {
        var stop = run.call().stopped();
        var kind = stop == null ? ToolOutcome.FAILED : kind(stop);
        return answer(run, kind, true, noted(run, stop == null ? message : words(stop, run)), NOT_ENDED, began);
    }

    private static Output noted(Run run, String message) {
        try {
            run.output().note(message);
            return run.output().finish();
        } catch (IOException e) {
            LOG.warn("the output of {} is lost", run.request().toolUseId(), e);
            return new Output(message, null, message.length(), null, false);
        }
    }

    private ToolOutcome answer(Run run, String kind, boolean isError, Output output, Ended ended, Instant began) {
        long lasted = Duration.between(began, clock.instant()).toMillis();
        var request = run.request();
        return new ToolOutcome(
                request.toolUseId(),
                kind,
                isError,
                output,
                ended.exitCode(),
                ended.signal(),
                lasted,
                request.turnGeneration());
    }

    /** What we ended on purpose has failed; what was taken from us may have done anything. */
    private static String kind(Stop stop) {
        return switch (stop) {
            case TIMEOUT, CANCELLED -> ToolOutcome.FAILED;
            case OUTPUT_LIMIT -> ToolOutcome.OUTPUT_LIMIT;
            case FENCED, SHUT_DOWN -> ToolOutcome.INTERRUPTED;
        };
    }

    private static String words(Stop stop, Run run) {
        return switch (stop) {
            case TIMEOUT -> "stopped after " + run.request().longest();
            case CANCELLED -> "stopped: interrupted";
            case OUTPUT_LIMIT -> "stopped: too much output";
            case FENCED -> "stopped: another runner has taken the turn over";
            case SHUT_DOWN -> "stopped: the environment was stopped";
        };
    }

    @Override
    public void destroy() {
        deadlines.shutdownNow();
    }
}
