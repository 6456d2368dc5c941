package org.tsumugi.server.monitor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is offered to Prometheus.
 *
 * @param open whether programs on this machine read {@code /actuator/prometheus} without a token
 * @param facilities up to so many facilities each has metrics of its own
 */
@ConfigurationProperties("tsumugi.metrics")
public record MetricsProperties(
        @DefaultValue("false") boolean open,
        @DefaultValue("1000") int facilities) {}
