package dev.agentdesk.trigger.replay;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.filter.FilterError;
import dev.agentdesk.trigger.replay.Past.Span;
import dev.agentdesk.trigger.routing.Rehearsal;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Does the jobs of this service, one at a time per replica. The ids of what a job makes are derived from it. */
@Component
final class JobRunner implements SmartLifecycle {

    static final String REPLAY = "replay";
    static final String DRY_RUN = "dry-run";

    /** What a job is to do; kept with it. */
    record Work(
            Span span,
            @Nullable String routeId,
            @Nullable String path,
            @Nullable String filter,
            Actor actor) {}

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int LOOK_EVERY_MS = 500;

    private final Jobs jobs;
    private final Past past;
    private final Replays replays;
    private final DryRun dryRun;
    private final JsonMapper json;
    private @Nullable ScheduledExecutorService timer;

    JobRunner(Jobs jobs, Past past, Replays replays, DryRun dryRun, JsonMapper json) {
        this.jobs = jobs;
        this.past = past;
        this.replays = replays;
        this.dryRun = dryRun;
        this.json = json;
    }

    private void look() {
        try {
            for (var job = jobs.claim(); job.isPresent(); job = jobs.claim()) {
                perform(job.get());
            }
        } catch (Exception e) {
            LOG.warn("jobs wait for now: {}", e.toString());
        }
    }

    private void perform(Jobs.Row job) {
        var work = json.readValue(job.request(), Work.class);
        try {
            var result = job.kind().equals(REPLAY) ? replay(job, work) : rehearse(job, work);
            jobs.end(job.id(), "done", json.writeValueAsString(result));
        } catch (FilterError e) {
            jobs.end(job.id(), "failed", null);
        }
    }

    private Map<String, Object> replay(Jobs.Row job, Work work) {
        long done = 0;
        long gone = 0;
        for (var original : past.ids(work.span(), DryRun.MOST)) {
            if (!jobs.goesOn(job.id(), done)) {
                break;
            }
            gone += replayed(job, work, original) ? 0 : 1;
            done++;
        }
        jobs.goesOn(job.id(), done);
        return Map.of("replayed", done - gone, "gone", gone);
    }

    private boolean replayed(Jobs.Row job, Work work, String original) {
        var at = work.span().to();
        try {
            replays.replay(
                    original,
                    Ids.derive("dlv", at, job.id(), original),
                    Ids.derive("evt", at, job.id(), original),
                    work.actor());
            return true;
        } catch (Rejection gone) {
            return false;
        }
    }

    private DryRun.Result rehearse(Jobs.Row job, Work work) throws FilterError {
        var rehearsal = Rehearsal.of(work.path(), String.valueOf(work.filter()));
        return dryRun.of(rehearsal, work.span(), String.valueOf(work.routeId()), done -> jobs.goesOn(job.id(), done));
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("jobs").factory());
        timer.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
