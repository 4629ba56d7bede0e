package dev.agentdesk.testkit.infrastructure;

import org.testcontainers.DockerClientFactory;

/** Whether containers were asked for, and whether there is anything that could run them. */
final class Engine {

    static final String PROPERTY = "agentdesk.infrastructure";
    static final String ABSENT =
            "Skipped: containers were asked for (-Pcontainers), but no Docker engine answers on this machine.";

    private Engine() {}

    static boolean containersWanted() {
        return "containers".equals(System.getProperty(PROPERTY));
    }

    static boolean absent() {
        return !Holder.AVAILABLE;
    }

    /** Asked once per JVM: an engine that does not answer takes seconds to say so. */
    private static final class Holder {

        private static final boolean AVAILABLE = DockerClientFactory.instance().isDockerAvailable();
    }
}
