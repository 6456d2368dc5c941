package org.tsumugi.server.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.testing.TestDatabase;

class FacilitiesIT {

    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    private final Facilities facilities = new Facilities(
            new JdbcTemplate(TestDatabase.createMigrated().dataSource()), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void registerShouldGivePartitionsFrom100Up() {
        int first = facilities.register("1310000001");
        int second = facilities.register("1310000002");

        assertThat(first).isEqualTo(100);
        assertThat(second).isGreaterThan(first);
        assertThat(facilities.codeOf(second)).contains("1310000002");
        assertThat(facilities.partitionOf("1310000001")).hasValue(first);
        assertThat(facilities.all())
                .containsExactly(
                        new Facility(first, "1310000001", NOW, null), new Facility(second, "1310000002", NOW, null));
    }

    @Test
    void registerShouldGiveSamePartitionWhenRepeated() {
        assertThat(facilities.register("1310000001")).isEqualTo(facilities.register("1310000001"));
        assertThat(facilities.all()).hasSize(1);
    }

    @Test
    void registerShouldGiveOnePartitionWhenManyRegisterAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(() -> facilities.register("1310000009"));
            }
            List<Integer> partitions = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(calls)) {
                partitions.add(result.get());
            }
            assertThat(partitions).hasSize(16).containsOnly(partitions.get(0));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void registerShouldBeRefusedWhenCodeIsNot10Digits() {
        assertThatThrownBy(() -> facilities.register("13100")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> facilities.register("131000000X")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lookUpShouldBeEmptyWhenNotRegistered() {
        assertThat(facilities.partitionOf("1310000003")).isEmpty();
        assertThat(facilities.codeOf(Facilities.REGION_PARTITION)).isEmpty();
    }
}
