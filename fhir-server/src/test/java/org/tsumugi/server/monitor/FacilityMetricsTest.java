package org.tsumugi.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.store.Lane;

class FacilityMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T21:00:00Z");
    private static final int MOST = 1000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void thousandFacilitiesShouldBeScrapedWithinASecond() {
        FacilityMetrics metrics = new FacilityMetrics(registry, MOST);
        metrics.show(network(MOST), 3);
        registry.scrape();
        long start = System.nanoTime();
        String scraped = registry.scrape();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(scraped)
                .contains("tsumugi_facility_received_hour_files{facility=\"1000000999\"} 5.0")
                .contains("tsumugi_facility_without_data_days{facility=\"1000000000\"} 1.0")
                .contains("tsumugi_facility_violations_files{facility=\"1000000000\"} 7.0")
                .contains("tsumugi_quarantined_files{code=\"NAME_REUSED\"} 2000.0")
                .contains("tsumugi_violations_files{code=\"NOT_A_STORAGE_NAME\"} 7000.0")
                .contains("tsumugi_network_lag 90.0")
                .contains("tsumugi_queue_items{lane=\"BACKLOG\"} 4.0")
                .contains("tsumugi_queue_lag_seconds{lane=\"FRESH\"} 0.0")
                .contains("tsumugi_volume_free_bytes{volume=\"raw\"} 12.0")
                .contains("tsumugi_persons_waiting 13.0")
                .contains("tsumugi_persons_lag 14.0")
                .contains("tsumugi_alarms_open_alarms{kind=\"SILENT\"} 1000.0");
    }

    @Test
    void facilitiesShouldHaveNoMetricsOfTheirOwnWhenThereAreTooMany() {
        FacilityMetrics metrics = new FacilityMetrics(registry, MOST);
        metrics.show(network(2), 0);
        metrics.show(network(MOST + 1), 0);
        assertThat(registry.scrape()).doesNotContain("facility=").contains("tsumugi_facilities 1001.0");
    }

    private static Network network(int facilities) {
        return new Network(
                NOW,
                IntStream.range(0, facilities)
                        .mapToObj(FacilityMetricsTest::health)
                        .toList(),
                List.of(),
                List.of(
                        new QueueView.LaneState(Lane.FRESH, 0, 0),
                        new QueueView.LaneState(Lane.BACKLOG, 4, 60),
                        new QueueView.LaneState(Lane.REMAP, 0, 0)),
                new PersonQueue(13, 14),
                Map.of("home", 11L, "raw", 12L));
    }

    private static FacilityHealth health(int number) {
        return new FacilityHealth(
                Integer.toString(1_000_000_000 + number),
                null,
                false,
                NOW.minus(Duration.ofDays(2)),
                1L,
                5,
                50,
                5000,
                6,
                90,
                2,
                Map.of("NAME_REUSED", 2L),
                List.of(),
                List.of(new SenderDay(LocalDate.EPOCH, Map.of(), Map.of(), Map.of("NOT_A_STORAGE_NAME", 7L), Map.of())),
                List.of(AlarmKind.SILENT));
    }
}
