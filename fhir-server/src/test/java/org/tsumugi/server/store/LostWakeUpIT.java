package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Files of the same few patients are received while they are worked on: whatever the interleaving, nothing is left behind without a
 * row in the queue, no row is left behind without a file, and no file is settled by two workers.
 */
class LostWakeUpIT {

    private static final String FACILITY = "1310000098";
    private static final int PATIENTS = 3;
    private static final int FILES = 150;
    private static final int RECEIVERS = 2;
    private static final int WORKERS = 2;

    private final PipelineRig rig = new PipelineRig();
    private final AtomicInteger receiving = new AtomicInteger(RECEIVERS);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void runShouldLeaveNothingPendingWhenFilesComeMeanwhile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RECEIVERS + WORKERS);
        int settled = 0;
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int r = 0; r < RECEIVERS; r++) {
                int first = r * FILES;
                work.add(() -> receive(first));
            }
            for (int w = 0; w < WORKERS; w++) {
                work.add(() -> run(rig.runner()));
            }
            for (Future<Integer> done : threads.invokeAll(work)) {
                settled += done.get();
            }
        } finally {
            threads.shutdown();
        }

        // what came after a worker had looked for the last time
        settled += rig.drain(rig.runner()).stream().mapToInt(Integer::intValue).sum();

        assertThat(rig.pending(FACILITY)).isZero();
        assertThat(rig.items()).isZero();
        assertThat(rig.view.status(FACILITY).mapped()).isEqualTo((long) RECEIVERS * FILES);
        assertThat(settled).as("files settled").isEqualTo(RECEIVERS * FILES);
        assertThat(rig.writes.values()).as("writes of one content").allMatch(times -> times == 1);
    }

    private int receive(int first) {
        try {
            for (int i = 0; i < FILES; i++) {
                rig.receive(FACILITY, 1 + i % PATIENTS, first + i, 1, PipelineRig.OLD);
            }
            return 0;
        } finally {
            receiving.decrementAndGet();
        }
    }

    private int run(UnitRunner runner) {
        int settled = 0;
        while (receiving.get() > 0) {
            settled += runner.runOne().map(UnitRunner.Done::settled).orElse(0);
        }
        return settled;
    }
}
