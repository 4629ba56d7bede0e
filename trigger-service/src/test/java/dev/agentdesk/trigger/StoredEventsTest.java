package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.store.ApprovedSamples;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.HttpCall;
import dev.agentdesk.trigger.connector.ConnectorEvent;
import dev.agentdesk.trigger.connector.ConnectorKind;
import dev.agentdesk.trigger.connector.Door;
import dev.agentdesk.trigger.connector.Intake;
import dev.agentdesk.trigger.delivery.Arrival;
import dev.agentdesk.trigger.delivery.Decision.Comparison;
import dev.agentdesk.trigger.delivery.Decision.Grounds;
import dev.agentdesk.trigger.delivery.DeliveryEvent;
import dev.agentdesk.trigger.delivery.Verdict;
import dev.agentdesk.trigger.erasure.AutomationEvent;
import dev.agentdesk.trigger.hold.HoldEvent;
import dev.agentdesk.trigger.hold.HoldTerms;
import dev.agentdesk.trigger.route.BusyPolicy;
import dev.agentdesk.trigger.route.Pace;
import dev.agentdesk.trigger.route.RouteEvent;
import dev.agentdesk.trigger.route.RouteSettings;
import dev.agentdesk.trigger.schedule.Overlap;
import dev.agentdesk.trigger.schedule.ScheduleEvent;
import dev.agentdesk.trigger.schedule.ScheduleSamples;
import dev.agentdesk.trigger.schedule.Task;
import dev.agentdesk.trigger.subscription.Address;
import dev.agentdesk.trigger.subscription.PauseCode;
import dev.agentdesk.trigger.subscription.Selection;
import dev.agentdesk.trigger.subscription.SubscriptionEvent;
import dev.agentdesk.trigger.subscription.SubscriptionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredEventsTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Stamp FULL =
            new Stamp("evt_1", AT, new Actor("token", "tok_1", "usr_1"), "wrk_1", "cor_1", "evt_0", 2);
    private static final Stamp BARE = new Stamp("evt_1", AT, Actor.PLATFORM, null, "cor_1", null, 0);
    private static final Intake INTAKE = new Intake(List.of("https://ci/"), List.of("build.failed"));
    private static final Door DOOR =
            new Door("hmac", false, "x-signature", "sha256=", "base64", List.of("sec_1", "sec_2"));
    private static final HttpCall HTTP =
            new HttpCall("POST", "/push", "a=b", List.of(new HttpCall.Header("x-github-event", "push")), "192.0.2.7");
    private static final RouteSettings SETTINGS = new RouteSettings(
            "Fix it", "wrk_1", null, "event.type == 'x'", "Fix {{event.id}}", null, BusyPolicy.ENQUEUE, true);
    private static final SubscriptionSettings SUBSCRIBED = new SubscriptionSettings(
            new Address("https://example.org/a", false),
            new Selection(List.of("session.*"), List.of("wrk_1")),
            List.of("sec_1"),
            true);
    private static final Arrival ARRIVAL =
            Arrival.byTopic("con_1", "0123abcd", 42, "application/json", "agentdesk.triggers.v1", 3, 17);
    private static final CloudEvent EVENT = new CloudEvent(
            "e-1",
            "https://ci/main",
            "build.failed",
            "job-7",
            "2026-01-02T03:04:05Z",
            "application/json",
            Map.of("depth", "1"),
            "{\"a\":1}",
            null);
    private static final CloudEvent BINARY =
            new CloudEvent("e-1", "urn:s", "t", null, null, null, Map.of(), null, "AAEC");

    private final ApprovedSamples samples =
            new ApprovedSamples(new StoredEvents().eventTypes(), Path.of("src/test/resources/stored"));

    @Test
    void areStoredInTheFormThatWasApproved() {
        samples.verify(complete());
    }

    @Test
    void areStoredInTheFormThatWasApprovedWithoutWhatIsOptional() {
        samples.verify("required", required());
    }

    @Test
    void areStoredInTheFormThatWasApprovedForWebhooks() {
        samples.verify(
                "webhook",
                List.of(
                        new ConnectorEvent.ConnectorCreated(
                                FULL,
                                "con_1",
                                ConnectorKind.WEBHOOK,
                                "CI",
                                new Intake(List.of(), List.of()),
                                new Door("none", true, null, null, null, List.of()),
                                true),
                        new DeliveryEvent.DeliveryReceived(
                                BARE, "dlv_1", Arrival.byHook("con_1", "0123abcd", 7, "application/json", "github")),
                        new DeliveryEvent.ConflictDetected(
                                BARE,
                                "dlv_2",
                                "dlv_1",
                                Arrival.byHook("con_1", "0123abcd", 7, "application/json", "github")
                                        .again("dlv_0")),
                        new DeliveryEvent.PayloadKept(BARE, "dlv_1", EVENT, HTTP),
                        new DeliveryEvent.RunFired(
                                FULL, "dlv_1", "run_1", "con_1", "rte_1", 4, "wrk_1", "steer", "ses_1")));
    }

    @Test
    void areStoredInTheFormThatWasApprovedForTasksThatNameSomething() {
        samples.verify(
                "reference", List.of(new ScheduleEvent.TaskReplaced(FULL, "sch_1", new Task.Reference("prm_1", 2L))));
        samples.verify(
                "command",
                List.of(new ScheduleEvent.TaskReplaced(FULL, "sch_1", new Task.Custom("tidy", Map.of("A", "b")))));
    }

    @Test
    void sealWhatPeopleOrProducersWrote() {
        var types = new StoredEvents().eventTypes();
        var sealed = types.all().stream()
                .filter(type -> type.sealed())
                .map(type -> type.name())
                .toList();

        assertThat(sealed)
                .containsExactlyInAnyOrder(
                        "trigger.RouteCreated",
                        "trigger.RouteRenamed",
                        "trigger.FilterReplaced",
                        "trigger.PathChosen",
                        "trigger.CorrelationChosen",
                        "trigger.PromptReplaced",
                        "trigger.PayloadKept",
                        "trigger.GroundsKept",
                        "trigger.PromptRendered",
                        "trigger.ScheduleCreated",
                        "trigger.ScheduleRenamed",
                        "trigger.TaskReplaced",
                        "trigger.SchedulePaused",
                        "trigger.HoldExplained",
                        "trigger.SubscriptionCreated",
                        "trigger.AddressReplaced");
    }

    private static List<DomainEvent> complete() {
        return List.of(
                new ConnectorEvent.ConnectorCreated(FULL, "con_1", ConnectorKind.KAFKA, "CI", INTAKE, null, true),
                new ConnectorEvent.ConnectorRenamed(FULL, "con_1", "CI 2"),
                new ConnectorEvent.IntakeChanged(FULL, "con_1", INTAKE),
                new ConnectorEvent.DoorChanged(FULL, "con_1", DOOR, List.of("sec_0")),
                new ConnectorEvent.ConnectorEnabled(FULL, "con_1"),
                new ConnectorEvent.ConnectorDisabled(FULL, "con_1"),
                new ConnectorEvent.ConnectorDeleted(FULL, "con_1"),
                new RouteEvent.RouteCreated(FULL, "rte_1", "con_1", SETTINGS),
                new RouteEvent.RouteRenamed(FULL, "rte_1", "New"),
                new RouteEvent.RouteRedirected(FULL, "rte_1", "wrk_2"),
                new RouteEvent.CorrelationChosen(FULL, "rte_1", "body.id"),
                new RouteEvent.PathChosen(FULL, "rte_1", "/main"),
                new RouteEvent.FilterReplaced(FULL, "rte_1", "event.type == 'y'"),
                new RouteEvent.PromptReplaced(FULL, "rte_1", "Do"),
                new RouteEvent.BusyPolicyChosen(FULL, "rte_1", BusyPolicy.STEER),
                new RouteEvent.RouteEnabled(FULL, "rte_1"),
                new RouteEvent.RouteDisabled(FULL, "rte_1"),
                new RouteEvent.RouteDeleted(FULL, "rte_1"),
                new RouteEvent.RouteErased(FULL, "rte_1"),
                new RouteEvent.Erased(FULL, "rte_1", "RouteCreated"),
                new DeliveryEvent.DeliveryReceived(FULL, "dlv_1", ARRIVAL),
                new DeliveryEvent.ConflictDetected(FULL, "dlv_2", "dlv_1", ARRIVAL),
                new DeliveryEvent.PayloadKept(FULL, "dlv_1", EVENT, null),
                new DeliveryEvent.DeliveryRouted(
                        FULL,
                        "dlv_1",
                        List.of(
                                new Verdict("rte_1", 4, Verdict.Kind.MATCHED, "run_1"),
                                new Verdict("rte_2", 1, Verdict.Kind.NOT_MATCHED, null))),
                new DeliveryEvent.RoutingFailed(FULL, "dlv_1", "erased"),
                new DeliveryEvent.GroundsKept(
                        FULL,
                        "dlv_1",
                        List.of(new Grounds(
                                "rte_1",
                                List.of(new Comparison("event.type == 'x'", "x")),
                                List.of("body.a is not in the event")))),
                new DeliveryEvent.PromptRendered(FULL, "dlv_1", "run_1", "Fix it", "Fix e-1"),
                new DeliveryEvent.RunFired(FULL, "dlv_1", "run_1", "con_1", "rte_1", 4, "wrk_1", "enqueue", null),
                new DeliveryEvent.RunDelayed(
                        FULL,
                        "dlv_1",
                        "run_1",
                        "con_1",
                        "rte_1",
                        4,
                        "wrk_1",
                        "enqueue",
                        "ses_1",
                        "0123abcd",
                        Duration.ofSeconds(30)),
                new DeliveryEvent.RunDebounced(FULL, "dlv_1", "run_1", "run_2"),
                new DeliveryEvent.DeliveryExpired(BARE, "dlv_1"),
                new RouteEvent.PaceChosen(FULL, "rte_1", new Pace(10, Duration.ofMinutes(1), Duration.ofSeconds(30))),
                new DeliveryEvent.RunFailed(
                        FULL, "dlv_1", "run_1", "rte_1", "wrk_1", "template-too-large", "Too large."),
                new DeliveryEvent.RunOpened(FULL, "dlv_1", "run_1", "ses_1"),
                new DeliveryEvent.RunFinished(FULL, "dlv_1", "run_1", "ses_1", "trn_1", "end_turn", "0.10"),
                new DeliveryEvent.RunRefused(FULL, "dlv_1", "run_1", "workspace-deleted"),
                new DeliveryEvent.DeliveryErased(FULL, "dlv_1", "wrk_1"),
                new DeliveryEvent.Erased(FULL, "dlv_1", "PayloadKept"),
                new AutomationEvent.AutomationErased(FULL, "wrk_1"),
                new ScheduleEvent.ScheduleCreated(FULL, "sch_1", "wrk_1", ScheduleSamples.SETTINGS),
                new ScheduleEvent.ScheduleRenamed(FULL, "sch_1", "New"),
                new ScheduleEvent.TaskReplaced(FULL, "sch_1", new Task.Prompt("Do")),
                new ScheduleEvent.TimingReplaced(FULL, "sch_1", ScheduleSamples.INTERVAL),
                new ScheduleEvent.PolicyChosen(FULL, "sch_1", ScheduleSamples.POLICY),
                new ScheduleEvent.ScheduleEnabled(FULL, "sch_1"),
                new ScheduleEvent.ScheduleDisabled(FULL, "sch_1"),
                new ScheduleEvent.SchedulePaused(FULL, "sch_1", "asked", "holidays"),
                new ScheduleEvent.ScheduleResumed(FULL, "sch_1"),
                new ScheduleEvent.TickPlanned(FULL, "sch_1", AT, AT.plusSeconds(3)),
                new ScheduleEvent.TickFired(
                        FULL,
                        "sch_1",
                        "run_1",
                        "wrk_1",
                        AT,
                        ScheduleEvent.Cause.ON_TIME,
                        BusyPolicy.ENQUEUE,
                        "ses_1",
                        List.of("run_0")),
                new ScheduleEvent.TickBuffered(
                        FULL, "sch_1", "run_2", "wrk_1", AT, ScheduleEvent.Cause.CAUGHT_UP, "run_1"),
                new ScheduleEvent.TicksPassed(
                        FULL,
                        "sch_1",
                        "wrk_1",
                        ScheduleEvent.Passed.SKIPPED,
                        "overlap",
                        "run_1",
                        "evt_b",
                        List.of(AT, AT.plusSeconds(60))),
                new ScheduleEvent.BackfillAsked(FULL, "sch_1", "evt_b", AT, AT.plusSeconds(60), Overlap.BUFFER_ALL),
                new ScheduleEvent.BufferDropped(FULL, "sch_1", "schedule-deleted", List.of("run_2")),
                new ScheduleEvent.TickOpened(FULL, "sch_1", "run_1", "ses_1"),
                new ScheduleEvent.TickFinished(FULL, "sch_1", "run_1", "ses_1", "trn_1", "end_turn", "0.10"),
                new ScheduleEvent.TickRefused(FULL, "sch_1", "run_1", "workspace-deleted"),
                new ScheduleEvent.ScheduleDeleted(FULL, "sch_1"),
                new ScheduleEvent.ScheduleErased(FULL, "sch_1"),
                new ScheduleEvent.Erased(FULL, "sch_1", "ScheduleCreated"),
                new HoldEvent.HoldPlaced(
                        FULL, "hld_1", new HoldTerms("workspace", "wrk_1", List.of("automation", "turns"), AT)),
                new HoldEvent.HoldExplained(FULL, "hld_1", "The budget is spent."),
                new HoldEvent.HoldLifted(FULL, "hld_1"),
                new HoldEvent.HoldErased(FULL, "hld_1"),
                new HoldEvent.Erased(FULL, "hld_1", "HoldExplained"),
                new SubscriptionEvent.SubscriptionCreated(FULL, "sub_1", true, SUBSCRIBED),
                new SubscriptionEvent.AddressReplaced(FULL, "sub_1", new Address("https://example.org/b", true)),
                new SubscriptionEvent.SelectionChosen(FULL, "sub_1", SUBSCRIBED.selection()),
                new SubscriptionEvent.SecretsReplaced(FULL, "sub_1", List.of("sec_2"), List.of("sec_1")),
                new SubscriptionEvent.SubscriptionEnabled(FULL, "sub_1"),
                new SubscriptionEvent.SubscriptionDisabled(FULL, "sub_1"),
                new SubscriptionEvent.SubscriptionPaused(FULL, "sub_1", PauseCode.FAILURES),
                new SubscriptionEvent.SubscriptionResumed(FULL, "sub_1"),
                new SubscriptionEvent.SubscriptionDeleted(FULL, "sub_1"),
                new SubscriptionEvent.Erased(FULL, "sub_1", "SubscriptionCreated"));
    }

    private static List<DomainEvent> required() {
        return List.of(
                new HoldEvent.HoldPlaced(BARE, "hld_1", new HoldTerms("instance", null, List.of("turns"), null)),
                new ConnectorEvent.ConnectorDeleted(BARE, "con_1"),
                new DeliveryEvent.DeliveryReceived(
                        BARE, "dlv_1", Arrival.byTopic("con_1", "0123abcd", 0, null, "agentdesk.triggers.v1", 0, 0)),
                new DeliveryEvent.PayloadKept(BARE, "dlv_1", BINARY, null),
                new DeliveryEvent.DeliveryRouted(BARE, "dlv_1", List.of()),
                new DeliveryEvent.GroundsKept(
                        BARE,
                        "dlv_1",
                        List.of(new Grounds(
                                "rte_1", List.of(new Comparison("event.subject == 'x'", null)), List.of()))),
                new DeliveryEvent.RunFinished(BARE, "dlv_1", "run_1", "ses_1", null, "failed", null),
                new ScheduleEvent.ScheduleCreated(BARE, "sch_1", "wrk_1", ScheduleSamples.BARE),
                new ScheduleEvent.TickPlanned(BARE, "sch_1", null, null),
                new ScheduleEvent.TickFired(
                        BARE,
                        "sch_1",
                        "run_1",
                        "wrk_1",
                        null,
                        ScheduleEvent.Cause.RUN_NOW,
                        BusyPolicy.ENQUEUE,
                        null,
                        List.of()),
                new ScheduleEvent.TicksPassed(
                        BARE, "sch_1", "wrk_1", ScheduleEvent.Passed.MISSED, "superseded", null, null, List.of(AT)),
                new ScheduleEvent.TickFinished(BARE, "sch_1", "run_1", "ses_1", null, "failed", null));
    }
}
