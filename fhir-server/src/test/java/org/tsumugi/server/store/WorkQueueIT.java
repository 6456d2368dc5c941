package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes first, who waits for whom, and what a unit holds. */
class WorkQueueIT {

    private static final String LARGE = "1310000097";
    private static final String SMALL = "1310000098";

    private final PipelineRig rig = new PipelineRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void runShouldTakeFreshFilesBeforeABacklog() {
        for (int patient = 1; patient <= 10; patient++) {
            rig.receive(LARGE, patient, 1, 40, PipelineRig.OLD);
        }
        rig.receive(LARGE, 10, 1000, 1, PipelineRig.now());
        rig.receive(LARGE, 11, 1000, 1, PipelineRig.now());
        UnitRunner runner = rig.runner();

        runner.runOne();
        runner.runOne();

        assertThat(rig.count(
                        "select count(*) from tsumugi.storage_file where state = 'PENDING' and sort_time > '20260402'"))
                .isZero();
        assertThat(rig.pending(LARGE)).isGreaterThanOrEqualTo(300);
    }

    @Test
    void runShouldGoOnWithTheBacklogWhileFreshFilesKeepComing() {
        rig.receive(LARGE, 1, 1, 20, PipelineRig.OLD);
        UnitRunner runner = rig.runner();

        for (int unit = 0; unit < 4; unit++) {
            rig.receive(LARGE, 2, 1000 + unit, 1, PipelineRig.now());
            runner.runOne();
        }

        assertThat(rig.count(
                        "select count(*) from tsumugi.storage_file where state = 'PENDING' and sort_time < '20260402'"))
                .isLessThan(20);
    }

    @Test
    void runShouldGiveFacilitiesTurns() {
        for (int patient = 1; patient <= 10; patient++) {
            rig.receive(LARGE, patient, 1, 40, PipelineRig.OLD);
        }
        rig.receive(SMALL, 1, 1, 5, PipelineRig.OLD);
        UnitRunner runner = rig.runner();

        runner.runOne();
        runner.runOne();
        runner.runOne();

        assertThat(rig.pending(SMALL)).isZero();
        assertThat(rig.pending(LARGE)).isGreaterThanOrEqualTo(300);
    }

    @Test
    void runShouldFillAUnitWithSeveralPatients() {
        for (int patient = 1; patient <= 12; patient++) {
            rig.receive(LARGE, patient, 1, 1, PipelineRig.OLD);
        }

        assertThat(rig.drain(rig.runner()).get(0)).isGreaterThanOrEqualTo(5);
        assertThat(rig.pending(LARGE)).isZero();
        assertThat(rig.items()).isZero();
        assertThat(rig.writes.values()).allMatch(times -> times == 1);
    }

    @Test
    void runShouldTakeNoMoreBytesThanFitIntoMemory() {
        for (int order = 1; order <= 3; order++) {
            rig.receiveOfSize(LARGE, 1, order, 10 << 20);
        }
        rig.receiveOfSize(LARGE, 2, 1, 100 << 20);

        assertThat(rig.drain(rig.runner())).startsWith(1, 1, 1, 1);
        assertThat(rig.pending(LARGE)).isZero();
    }

    @Test
    void runShouldPassOverAPatientWhomAnotherWorkerHas() throws Exception {
        // departments and doctors are there, so that units only share them
        rig.receive(LARGE, 3, 1, 1, PipelineRig.OLD);
        rig.drain(rig.runner());
        rig.receive(LARGE, 1, 1, 300, PipelineRig.OLD);
        rig.receive(LARGE, 2, 1, 1, PipelineRig.OLD);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        UnitRunner slow = rig.runner((facility, puts, deletes) -> {
            writing.countDown();
            await(goOn);
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> unit = thread.submit(slow::runOne);
            await(writing);

            UnitRunner other = rig.runner();
            assertThat(other.runOne())
                    .hasValueSatisfying(done -> assertThat(done.settled()).isEqualTo(1));
            assertThat(other.runOne()).isEmpty();

            goOn.countDown();
            unit.get();
        } finally {
            thread.shutdown();
        }
        rig.drain(rig.runner());
        assertThat(rig.pending(LARGE)).isZero();
    }

    @Test
    void runShouldBlameThePatientAloneWhenAUnitOfSeveralFails() {
        for (int patient = 1; patient <= 6; patient++) {
            rig.receive(LARGE, patient, 1, 1, PipelineRig.OLD);
        }
        UnitRunner runner = rig.runner((facility, puts, deletes) -> {
            if (puts.stream().anyMatch(put -> put.fhirType().equals("Patient") && isOf(put, "0000000003"))) {
                throw new IllegalStateException("always");
            }
        });

        runner.runOne();

        assertThat(rig.pending(LARGE)).isEqualTo(1);
        assertThat(rig.count("select attempts from tsumugi.storage_file where state = 'PENDING'"))
                .isEqualTo(1);
        assertThat(rig.items()).isEqualTo(1);
    }

    private static boolean isOf(Resource resource, String patient) {
        return ((Patient) resource)
                .getIdentifier().stream().anyMatch(identifier -> patient.equals(identifier.getValue()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
