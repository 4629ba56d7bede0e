package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.store.AggregateType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Schedule} known to the event store. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    /** A schedule of one second has a hundred thousand facts a day. */
    private static final int SNAPSHOT_EVERY = 100;

    @Bean
    AggregateType<Schedule> scheduleAggregate() {
        return new AggregateType<>(Schedule.class, ScheduleCommand.NAME, ScheduleCommand.class, SNAPSHOT_EVERY);
    }
}
