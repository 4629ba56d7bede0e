package dev.agentdesk.terminal.environment;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ConfirmReady;
import dev.agentdesk.terminal.environment.EnvironmentCommand.EraseEnvironment;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ProvisionEnvironment;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ReportFailure;
import dev.agentdesk.terminal.environment.EnvironmentCommand.StopEnvironment;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentErased;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentFailed;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentReady;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentStopped;
import dev.agentdesk.terminal.environment.EnvironmentEvent.ProvisioningBegun;
import dev.agentdesk.terminal.sandbox.Isolation;
import java.util.List;

/**
 * The rules of an Environment: generations only grow, and what is said about an older one has no effect.
 *
 * <p>Pure; {@link #decide} may refuse and changes nothing, {@link #evolve} accepts every fact.
 */
sealed interface EnvironmentState {

    /** The newest start or stop that was heard of. */
    long generation();

    record Absent() implements EnvironmentState {
        @Override
        public long generation() {
            return 0;
        }
    }

    record Provisioning(long generation) implements EnvironmentState {}

    record Ready(long generation, Isolation isolation) implements EnvironmentState {}

    record Failed(long generation, String code, String reason) implements EnvironmentState {}

    record Stopped(long generation) implements EnvironmentState {}

    record Erased() implements EnvironmentState {
        @Override
        public long generation() {
            return Long.MAX_VALUE;
        }
    }

    static EnvironmentState initial() {
        return new Absent();
    }

    default List<EnvironmentEvent> decide(EnvironmentCommand command) {
        return switch (command) {
            case ProvisionEnvironment provision -> decide(provision);
            case ConfirmReady ready -> decide(ready);
            case ReportFailure failure -> decide(failure);
            case StopEnvironment stop -> decide(stop);
            case EraseEnvironment erase ->
                this instanceof Erased ? List.of() : List.of(new EnvironmentErased(erase.stamp(), erase.workspaceId()));
        };
    }

    default EnvironmentState evolve(EnvironmentEvent event) {
        return switch (event) {
            case ProvisioningBegun begun -> new Provisioning(begun.generation());
            case EnvironmentReady ready -> new Ready(ready.generation(), ready.isolation());
            case EnvironmentFailed failed -> new Failed(failed.generation(), failed.code(), failed.reason());
            case EnvironmentStopped stopped -> new Stopped(stopped.generation());
            case EnvironmentErased erased -> new Erased();
        };
    }

    private List<EnvironmentEvent> decide(ProvisionEnvironment command) {
        refuseErased();
        return command.generation() > generation()
                ? List.of(new ProvisioningBegun(command.stamp(), command.workspaceId(), command.generation()))
                : List.of();
    }

    private List<EnvironmentEvent> decide(ConfirmReady command) {
        refuseOther(command.generation());
        var ready = new Ready(command.generation(), command.isolation());
        return ready.equals(this)
                ? List.of()
                : List.of(new EnvironmentReady(
                        command.stamp(), command.workspaceId(), command.generation(), command.isolation()));
    }

    private List<EnvironmentEvent> decide(ReportFailure command) {
        refuseOther(command.generation());
        var failed = new Failed(command.generation(), command.code(), command.reason());
        return failed.equals(this)
                ? List.of()
                : List.of(new EnvironmentFailed(
                        command.stamp(),
                        command.workspaceId(),
                        command.generation(),
                        command.code(),
                        command.reason()));
    }

    private List<EnvironmentEvent> decide(StopEnvironment command) {
        boolean known = this instanceof Stopped && command.generation() == generation();
        return known || command.generation() < generation()
                ? List.of()
                : List.of(new EnvironmentStopped(command.stamp(), command.workspaceId(), command.generation()));
    }

    /** An observation counts only for the start that it belongs to, and not after its stop. */
    private void refuseOther(long generation) {
        if (this instanceof Absent) {
            throw Rejection.notFound();
        }
        refuseErased();
        if (generation != generation() || this instanceof Stopped) {
            throw new Rejection(
                    ProblemCode.STALE_GENERATION, "Generation " + generation + " is not the one that runs.");
        }
    }

    private void refuseErased() {
        if (this instanceof Erased) {
            throw new Rejection(ProblemCode.GONE, "This workspace was erased.");
        }
    }
}
