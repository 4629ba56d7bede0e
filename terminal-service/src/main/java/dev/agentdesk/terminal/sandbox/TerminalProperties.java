package dev.agentdesk.terminal.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this node keeps and runs Environments.
 *
 * @param root folder of all Workspaces of this node; one process at a time
 * @param strongestTier nothing stronger is tried, for tests and for hosts where a tier works but must not be used
 * @param firstUser where the server is root, the first of the users that Workspaces run as
 * @param users how many there are; more Workspaces than that share
 * @param grace between asking processes to end and ending them
 * @param mostOutput a tool that prints more is stopped
 * @param mostRecorded what a terminal shows is recorded up to this many bytes of file
 * @param leaseFor how long a node that is gone keeps its Environments
 */
@ConfigurationProperties("agentdesk.terminal")
public record TerminalProperties(
        Path root,
        @DefaultValue("T2") Tier strongestTier,
        @DefaultValue("40000") int firstUser,
        @DefaultValue("20000") int users,
        @DefaultValue("2s") Duration grace,
        @DefaultValue("100MB") DataSize mostOutput,
        @DefaultValue("100MB") DataSize mostRecorded,
        @DefaultValue("10s") Duration leaseFor) {}
