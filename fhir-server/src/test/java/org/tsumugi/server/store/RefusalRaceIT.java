package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.refusal.RefusalDesk;
import org.tsumugi.server.refusal.RefusalDesk.Changed;

/** A refusal that is entered or withdrawn while workers of several processes are at the patient's files. */
class RefusalRaceIT {

    private static final String FACILITY = "1310000095";
    private static final String PATIENT = "0000000001";
    private static final int ROUNDS = 15;

    private final PipelineRig rig = new PipelineRig();
    private final RefusalDesk desk = new RefusalDesk(rig.jdbc, rig.clock, rig.reprocessing::change);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        rig.close();
    }

    @Test
    void refusalShouldWaitForTheWorkerAndUndoWhatItDid() throws Exception {
        rig.register(FACILITY);
        rig.receive(FACILITY, 1, 1, 3, PipelineRig.OLD);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        UnitRunner worker = rig.runner((facility, puts, gone) -> {
            rig.note(facility, puts, gone);
            writing.countDown();
            waitFor(entered);
        });

        Future<Optional<UnitRunner.Done>> unit = threads.submit(worker::runOne);
        writing.await();
        Future<Changed> refusal = threads.submit(() -> desk.add(FACILITY, List.of(PATIENT), "test"));
        await().until(() ->
                rig.count("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 1);
        entered.countDown();

        assertThat(unit.get()).contains(new UnitRunner.Done(3, 3));
        assertThat(refusal.get()).isEqualTo(new Changed(1, 3));
        assertThat(rig.count("select count(*) from tsumugi.work_item where lane = 0"))
                .isEqualTo(1);
        rig.drain(rig.runner());
        assertThat(rig.view.status(FACILITY).quarantined()).isEqualTo(3);
        assertThat(rig.deletes).hasSameSizeAs(rig.writes.keySet());
    }

    @Test
    void lastWordShouldHoldWhateverWorkersDidMeanwhile() throws Exception {
        rig.register(FACILITY);
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UnitRunner worker = rig.runner();
            workers.add(threads.submit(() -> {
                while (!over.get()) {
                    worker.runOne();
                }
            }));
        }
        for (int round = 0; round < ROUNDS; round++) {
            rig.receive(FACILITY, 1, round * 10, 4, PipelineRig.OLD);
            Changed changed = round % 2 == 0
                    ? desk.add(FACILITY, List.of(PATIENT), "test")
                    : desk.remove(FACILITY, List.of(PATIENT));
            assertThat(changed).isEqualTo(new Changed(1, 4 * (round + 1L)));
        }
        assertThat(desk.add(FACILITY, List.of(PATIENT), "test")).isEqualTo(new Changed(0, 0));
        await().until(() -> rig.pending(FACILITY) == 0);
        assertThat(rig.view.status(FACILITY).quarantined()).isEqualTo(4 * ROUNDS);
        assertThat(rig.count("select count(*) from tsumugi.produced_resource")).isZero();

        desk.remove(FACILITY, List.of(PATIENT));
        await().until(() -> rig.pending(FACILITY) == 0);
        over.set(true);
        for (Future<?> worker : workers) {
            worker.get();
        }
        assertThat(rig.view.status(FACILITY).mapped()).isEqualTo(4 * ROUNDS);
        assertThat(rig.items()).isZero();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
