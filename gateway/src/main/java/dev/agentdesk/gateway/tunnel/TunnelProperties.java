package dev.agentdesk.gateway.tunnel;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param timeout how long one side may be silent or not read; services ping every 20 s, so a minute is generous */
@ConfigurationProperties("agentdesk.tunnel")
public record TunnelProperties(@DefaultValue("60s") Duration timeout) {}
