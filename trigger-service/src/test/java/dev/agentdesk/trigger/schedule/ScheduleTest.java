package dev.agentdesk.trigger.schedule;

import static dev.agentdesk.trigger.schedule.Sched.NOON;
import static dev.agentdesk.trigger.schedule.Sched.policy;
import static dev.agentdesk.trigger.schedule.Sched.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.trigger.delivery.Answer;
import dev.agentdesk.trigger.schedule.ScheduleCommand.AnswerTick;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Backfill;
import dev.agentdesk.trigger.schedule.ScheduleCommand.DeleteSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.EditSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.EraseSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.PauseSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.ResumeSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.RunNow;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Tick;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFired;
import dev.agentdesk.trigger.timing.Spec;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static ScheduleChange timing(Timing timing) {
        return new ScheduleChange(null, null, timing, null, null);
    }

    @Nested
    class OnTime {

        @Test
        void firesEachInstantOnceHoweverOftenItIsWoken() {
            var schedule = Sched.with(Overlap.ALLOW_ALL);

            assertThat(schedule.tick(59)).isEmpty();
            assertThat(schedule.tick(60)).containsExactly("on_time 1");
            assertThat(schedule.tick(60)).isEmpty();
            assertThat(schedule.tick(125)).containsExactly("on_time 2");
        }

        @Test
        void decidesNothingAgainWhenTheClockGoesBack() {
            var schedule = Sched.with(Overlap.ALLOW_ALL);
            schedule.tick(600);

            assertThat(schedule.tick(-7200)).isEmpty();
            assertThat(schedule.tick(300)).isEmpty();
            assertThat(schedule.tick(660)).containsExactly("on_time 11");
        }

        @Test
        void runsNothingWhileItIsHeldAndCatchesNothingUpAfterwards() {
            var schedule = Sched.with(policy(Overlap.ALLOW_ALL, CatchUp.Mode.ALL, HOUR, null, 0));

            assertThat(Sched.said(schedule.send(new Tick(schedule.at(150), "sch_1", "hld_1"))))
                    .containsExactly("held 1,2 held");
            assertThat(schedule.tick(180)).containsExactly("on_time 3");
        }

        @Test
        void leavesWaitingWhatWaitsUntilTheHoldIsLifted() {
            var schedule = Sched.with(Overlap.BUFFER_ALL);
            schedule.tick(60);
            schedule.tick(120);

            var answered = schedule.send(new AnswerTick(
                    schedule.at(130), "sch_1", run(1), new Answer.Finished("ses_1", null, "end_turn", null), "hld_1"));
            assertThat(answered).hasSize(1);
            assertThat(Sched.said(schedule.send(new Tick(schedule.at(140), "sch_1", "hld_1"))))
                    .isEmpty();
            assertThat(schedule.tick(150)).containsExactly("on_time 2");
        }

        @Test
        void namesARunByItsScheduleAndInstant() {
            var schedule = Sched.with(Overlap.SKIP);
            schedule.tick(60);

            var fired = schedule.history().stream()
                    .filter(TickFired.class::isInstance)
                    .map(TickFired.class::cast);
            assertThat(fired.map(TickFired::runId)).containsExactly(run(1));
        }

        @Test
        void isLateByItsJitterAndNotMore() {
            var timing = new Timing(Sched.EACH_MINUTE.spec(), Duration.ofSeconds(50), null, null);
            var schedule = Sched.with(timing, policy(Overlap.ALLOW_ALL, CatchUp.Mode.NONE, HOUR, null, 0));
            long due = Duration.between(NOON, timing.due("sch_1", NOON.plusSeconds(60)))
                    .plusMillis(999)
                    .toSeconds();

            assertThat(schedule.tick(60)).isEmpty();
            assertThat(schedule.tick(due)).containsExactly("on_time 1");
        }

        @Test
        void endsAfterItsLastRun() {
            var schedule = Sched.with(policy(Overlap.ALLOW_ALL, CatchUp.Mode.ALL, HOUR, 2L, 0));

            assertThat(schedule.tick(300)).containsExactly("caught_up 1", "caught_up 2");
            assertThat(schedule.next()).isNull();
            assertThat(schedule.tick(600)).isEmpty();
        }

        @Test
        void countsOnlyRunsAgainstItsLimit() {
            var schedule = Sched.with(policy(Overlap.SKIP, CatchUp.Mode.LATEST, HOUR, 2L, 0));
            schedule.tick(60);

            assertThat(schedule.tick(120)).containsExactly("skipped 2 overlap");
            schedule.finish(run(1), "end_turn");
            assertThat(schedule.tick(180)).containsExactly("on_time 3");
            assertThat(schedule.next()).isNull();
        }
    }

    @Nested
    class WhileARunIsNotOver {

        @Test
        void skips() {
            var schedule = Sched.with(Overlap.SKIP);
            schedule.tick(60);

            assertThat(schedule.tick(120)).containsExactly("skipped 2 overlap");
            assertThat(schedule.finish(run(1), "end_turn")).containsExactly("TickFinished");
            assertThat(schedule.tick(180)).containsExactly("on_time 3");
        }

        @Test
        void keepsOneAndStartsItAfterwards() {
            var schedule = Sched.with(Overlap.BUFFER_ONE);
            schedule.tick(60);

            assertThat(schedule.tick(120)).containsExactly("buffered 2");
            assertThat(schedule.tick(180)).containsExactly("skipped 3 buffer-full");
            assertThat(schedule.finish(run(1), "end_turn")).containsExactly("TickFinished", "on_time 2");
            assertThat(schedule.finish(run(2), "end_turn")).containsExactly("TickFinished");
        }

        @Test
        void keepsAllInTheirOrder() {
            var schedule = Sched.with(Overlap.BUFFER_ALL);
            schedule.tick(60);
            schedule.tick(120);
            schedule.tick(180);

            assertThat(schedule.refuse(run(1), "not-found")).containsExactly("TickRefused", "on_time 2");
            assertThat(schedule.finish(run(2), "end_turn")).containsExactly("TickFinished", "on_time 3");
        }

        @Test
        void keepsAThousandAtMost() {
            var schedule = Sched.with(policy(Overlap.BUFFER_ALL, CatchUp.Mode.ALL, Duration.ofDays(1), null, 0));
            for (int i = 0; i < 3; i++) {
                schedule.tick(60 * 1_010);
            }

            assertThat(schedule.live().runs().waiting()).hasSize(1_000);
            assertThat(schedule.live().runs().open()).hasSize(1);
            assertThat(Sched.said(schedule.history()).getLast())
                    .startsWith("skipped 1002,1003")
                    .endsWith("buffer-full");
        }

        @Test
        void interruptsTheOthers() {
            var schedule = Sched.with(Overlap.INTERRUPT_OTHER);
            schedule.tick(60);
            schedule.tick(120);

            var fired = (TickFired) schedule.history().get(schedule.history().size() - 2);
            assertThat(fired.runId()).isEqualTo(run(2));
            assertThat(fired.interrupts()).containsExactly(run(1));
        }

        @Test
        void runsBesideThem() {
            var schedule = Sched.with(Overlap.ALLOW_ALL);
            schedule.tick(60);

            assertThat(schedule.tick(120)).containsExactly("on_time 2");
        }

        @Test
        void takesEachAnswerOnce() {
            var schedule = Sched.with(Overlap.SKIP);
            schedule.tick(60);
            var opened = new AnswerTick(schedule.at(61), "sch_1", run(1), new Answer.Opened("ses_1"));

            assertThat(Sched.said(schedule.send(opened))).containsExactly("TickOpened");
            assertThat(schedule.send(opened)).isEmpty();
            assertThat(schedule.finish(run(1), "end_turn")).containsExactly("TickFinished");
            assertThat(schedule.finish(run(1), "failed")).isEmpty();
            assertThat(schedule.refuse("run_of_somebody_else", "gone")).isEmpty();
        }
    }

    @Nested
    class AfterThreeDaysOff {

        private static final long THREE_DAYS = 3 * 24 * 3600;
        private static final Timing HOURLY =
                new Timing(new Spec.Interval(Duration.ofHours(1), Duration.ZERO), Duration.ZERO, null, null);

        private static List<String> decided(CatchUp.Mode mode, Duration window) {
            var schedule = Sched.with(HOURLY, policy(Overlap.ALLOW_ALL, mode, window, null, 0));
            return schedule.tick(THREE_DAYS + 1800).stream()
                    .map(said -> said.length() > 60
                            ? said.split(" ")[0] + " " + said.split(",").length + said.substring(said.lastIndexOf(' '))
                            : said)
                    .toList();
        }

        @Test
        void catchesUpOnTheLatestOfTheWindow() {
            assertThat(decided(CatchUp.Mode.LATEST, HOUR))
                    .containsExactly("missed 71 outside-window", "caught_up 4320");
        }

        @Test
        void catchesUpOnAllOfTheWindow() {
            assertThat(decided(CatchUp.Mode.ALL, Duration.ofHours(3)))
                    .containsExactly("missed 69 outside-window", "caught_up 4200", "caught_up 4260", "caught_up 4320");
        }

        @Test
        void catchesUpOnNone() {
            assertThat(decided(CatchUp.Mode.NONE, Duration.ofHours(2)))
                    .containsExactly("missed 70 outside-window", "missed 4260,4320 no-catch-up");
        }

        @Test
        void missesWhatALaterOneStandsFor() {
            assertThat(decided(CatchUp.Mode.LATEST, Duration.ofHours(3)))
                    .containsExactly("missed 69 outside-window", "missed 4200,4260 superseded", "caught_up 4320");
        }

        @Test
        void decidesALongBacklogInPartsAndEachInstantOnce() {
            var each = new Timing(new Spec.Interval(Duration.ofSeconds(1), Duration.ZERO), Duration.ZERO, null, null);
            var schedule = Sched.with(each, policy(Overlap.SKIP, CatchUp.Mode.LATEST, HOUR, null, 0));
            int ticks = 0;
            while (schedule.next().isBefore(NOON.plusSeconds(7_201))) {
                schedule.tick(7_200);
                ticks++;
            }

            var instants = schedule.history().stream()
                    .flatMap(event -> switch (event) {
                        case ScheduleEvent.TicksPassed e -> e.instants().stream();
                        case TickFired e -> java.util.stream.Stream.of(e.nominalAt());
                        default -> java.util.stream.Stream.<java.time.Instant>empty();
                    })
                    .toList();
            assertThat(ticks).isEqualTo(15);
            assertThat(instants).hasSize(7_200).doesNotHaveDuplicates().isSorted();
        }
    }

    @Nested
    class Paused {

        @Test
        void decidesNothingAndBeginsAgainAtItsResumption() {
            var schedule = Sched.with(Overlap.ALLOW_ALL);
            schedule.send(new PauseSchedule(schedule.at(90), "sch_1", "holidays"));

            assertThat(Sched.said(schedule.history())).contains("on_time 1", "SchedulePaused");
            assertThat(schedule.next()).isNull();
            assertThat(schedule.tick(600)).isEmpty();
            schedule.send(new ResumeSchedule(schedule.at(3600), "sch_1"));
            assertThat(schedule.next()).isEqualTo(NOON.plusSeconds(3660));
            assertThat(schedule.send(new ResumeSchedule(schedule.at(3601), "sch_1")))
                    .isEmpty();
        }

        @Test
        void pausesItselfAfterFailuresInARow() {
            var schedule = Sched.with(policy(Overlap.ALLOW_ALL, CatchUp.Mode.ALL, HOUR, null, 2));
            schedule.tick(60 * 4);
            schedule.finish(run(1), "failed");
            schedule.finish(run(2), "end_turn");
            schedule.finish(run(3), "failed");

            assertThat(schedule.refuse(run(4), "not-found")).containsExactly("TickRefused", "SchedulePaused");
            assertThat(schedule.live().plan().paused()).isEqualTo("failures");
            schedule.send(new ResumeSchedule(schedule.at(6000), "sch_1"));
            assertThat(schedule.live().progress().failures()).isZero();
        }

        @Test
        void stillRunsAtOnceIfSomebodyAsks() {
            var schedule = Sched.with(Overlap.SKIP);
            schedule.send(new PauseSchedule(schedule.at(1), "sch_1", ""));
            var now = new RunNow(schedule.at(10), "sch_1", "run_now");

            assertThat(Sched.said(schedule.send(now))).containsExactly("fired now");
            assertThat(schedule.send(now)).isEmpty();
        }
    }

    @Nested
    class Edited {

        @Test
        void countsFromItsEditOnAndDecidesWhatWasDueBefore() {
            var schedule = Sched.with(Overlap.ALLOW_ALL);
            var each = new Timing(new Spec.Interval(Duration.ofSeconds(10), Duration.ZERO), Duration.ZERO, null, null);

            var decided = schedule.send(new EditSchedule(schedule.at(61), "sch_1", 1L, timing(each)));

            assertThat(Sched.said(decided)).containsExactly("on_time 1", "TimingReplaced");
            assertThat(schedule.next()).isEqualTo(NOON.plusSeconds(70));
        }

        @Test
        void keepsItsVersionWhileItTicks() {
            var schedule = Sched.with(Overlap.ALLOW_ALL);
            schedule.tick(60);
            var rename = new ScheduleChange("Other", null, null, null, null);

            schedule.send(new EditSchedule(schedule.at(61), "sch_1", 1L, rename));
            schedule.refuses(new EditSchedule(schedule.at(62), "sch_1", 1L, rename), ProblemCode.PRECONDITION_FAILED);
            assertThat(schedule.send(new EditSchedule(schedule.at(62), "sch_1", null, rename)))
                    .isEmpty();
        }

        @Test
        void forgetsWhatPassedWhileItWasDisabled() {
            var schedule = Sched.with(Overlap.ALLOW_ALL);
            schedule.send(
                    new EditSchedule(schedule.at(1), "sch_1", null, new ScheduleChange(null, null, null, null, false)));
            schedule.send(new EditSchedule(
                    schedule.at(3601), "sch_1", null, new ScheduleChange(null, null, null, null, true)));

            assertThat(schedule.tick(3660)).containsExactly("on_time 61");
        }
    }

    @Nested
    class Backfilled {

        @Test
        void runsPastInstantsOneAfterTheOther() {
            var schedule = Sched.with(Overlap.SKIP);
            var asked =
                    new Backfill(schedule.at(30), "sch_1", "evt_b", NOON.minusSeconds(120), NOON, Overlap.BUFFER_ALL);

            assertThat(Sched.said(schedule.send(asked)))
                    .containsExactly("BackfillAsked", "backfill -2", "buffered -1", "buffered 0");
            assertThat(schedule.send(asked)).isEmpty();
            assertThat(schedule.tick(60)).containsExactly("skipped 1 overlap");
        }

        @Test
        void refusesMoreThanAThousand() {
            var schedule = Sched.with(Overlap.SKIP);

            schedule.refuses(
                    new Backfill(schedule.at(30), "sch_1", "evt_b", NOON.minusSeconds(60_001), NOON, Overlap.ALLOW_ALL),
                    ProblemCode.CONFLICT);
        }
    }

    @Nested
    class Gone {

        @Test
        void dropsWhatWaitsAndHearsAnswersOfWhatRuns() {
            var schedule = Sched.with(Overlap.BUFFER_ONE);
            schedule.tick(60);
            schedule.tick(120);

            assertThat(Sched.said(schedule.send(new DeleteSchedule(schedule.at(130), "sch_1", null))))
                    .containsExactly("BufferDropped", "ScheduleDeleted");
            assertThat(schedule.send(new DeleteSchedule(schedule.at(131), "sch_1", null)))
                    .isEmpty();
            assertThat(schedule.tick(300)).isEmpty();
            assertThat(schedule.finish(run(1), "end_turn")).containsExactly("TickFinished");
            assertThat(schedule.finish(run(1), "end_turn")).isEmpty();
            schedule.refuses(new RunNow(schedule.at(140), "sch_1", "run_x"), ProblemCode.NOT_FOUND);
            schedule.refuses(new ResumeSchedule(schedule.at(140), "sch_1"), ProblemCode.NOT_FOUND);
        }

        @Test
        void isForgottenOnceErased() {
            var schedule = Sched.with(Overlap.SKIP);
            schedule.tick(60);

            assertThat(Sched.said(schedule.send(new EraseSchedule(schedule.at(70), "sch_1"))))
                    .containsExactly("ScheduleErased");
            assertThat(schedule.send(new EraseSchedule(schedule.at(71), "sch_1")))
                    .isEmpty();
            schedule.refuses(new DeleteSchedule(schedule.at(72), "sch_1", null), ProblemCode.NOT_FOUND);
            assertThat(schedule.finish(run(1), "end_turn")).containsExactly("TickFinished");
        }

        @Test
        void acceptsItsHistoryWithErasedContent() {
            var schedule = Sched.with(Overlap.SKIP);
            schedule.tick(60);
            var state = ScheduleState.initial();
            for (var event : schedule.history()) {
                state = state.evolve(
                        event instanceof ScheduleEvent.ScheduleCreated e
                                ? new ScheduleEvent.Erased(e.stamp(), e.scheduleId(), "ScheduleCreated")
                                : event);
            }

            assertThat(state.decide(new Tick(schedule.at(180), "sch_1"))).isEmpty();
            assertThat(((ScheduleState.Gone) state).runs().openIds()).containsExactly(run(1));
        }

        @Test
        void isNotThereBeforeItIsMade() {
            var schedule = new Sched();

            assertThat(schedule.tick(60)).isEmpty();
            schedule.refuses(new ResumeSchedule(schedule.at(140), "sch_1"), ProblemCode.NOT_FOUND);
        }
    }

    @Nested
    class Created {

        @Test
        void recognisesARepeatAndRefusesAnother() {
            var schedule = Sched.with(Overlap.SKIP);
            var same = new ScheduleSettings(
                    "Nightly",
                    new Task.Prompt("Do it"),
                    Sched.EACH_MINUTE,
                    policy(Overlap.SKIP, CatchUp.Mode.LATEST, HOUR, null, 0),
                    true);

            assertThat(schedule.send(schedule.create(same))).isEmpty();
            schedule.refuses(
                    schedule.create(new ScheduleSettings("Other", same.task(), same.timing(), same.policy(), true)),
                    ProblemCode.ID_REUSED);
        }
    }

    @Nested
    class Sharing {

        @Test
        void writesIntoOneSessionUntilThatIsGone() {
            var policy = new Policy(
                    Overlap.ALLOW_ALL,
                    new CatchUp(HOUR, CatchUp.Mode.ALL),
                    null,
                    0,
                    dev.agentdesk.trigger.route.BusyPolicy.ENQUEUE,
                    SessionUse.REUSE);
            var schedule = Sched.with(policy);
            schedule.tick(120);
            schedule.refuse(run(1), "session-archived");
            schedule.tick(180);

            var sessions = schedule.history().stream()
                    .filter(TickFired.class::isInstance)
                    .map(event -> ((TickFired) event).sessionId())
                    .toList();
            assertThat(sessions).hasSize(3).doesNotContainNull();
            assertThat(sessions.get(0)).isEqualTo(sessions.get(1)).isNotEqualTo(sessions.get(2));
        }
    }
}
