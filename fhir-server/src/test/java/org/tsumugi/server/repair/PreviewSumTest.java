package org.tsumugi.server.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.store.Preview;
import org.tsumugi.server.store.Preview.Change;
import org.tsumugi.server.store.Preview.Counts;
import org.tsumugi.server.store.Preview.Kind;
import org.tsumugi.server.store.Preview.StateChange;

class PreviewSumTest {

    private static final Change DEPARTMENT =
            new Change("Organization/" + UUID.randomUUID(), Kind.CHANGED, List.of("name"));

    private static Preview ofPatient(int files) {
        Change patient = new Change("Patient/" + UUID.randomUUID(), Kind.CREATED, List.of("name"));
        List<StateChange> some = IntStream.range(0, Math.min(files, 1000))
                .mapToObj(number ->
                        new StateChange(UUID.randomUUID(), FileState.MAPPED, FileState.QUARANTINED, List.of("NOT_HL7")))
                .toList();
        return new Preview(
                Map.of("Patient", Kind.CREATED.counts()), List.of(patient), List.of(DEPARTMENT), files, some, false);
    }

    @Test
    void totalShouldCountOnceWhatIsTheWholeFacilitys() {
        PreviewSum sum = new PreviewSum();
        sum.add(ofPatient(1));
        sum.add(ofPatient(2));
        assertThat(sum.total().byType())
                .isEqualTo(Map.of("Patient", new Counts(2, 0, 0), "Organization", new Counts(0, 1, 0)));
        assertThat(sum.total().examples()).hasSize(3).containsOnlyOnce(DEPARTMENT);
    }

    @Test
    void totalShouldCountMoreThanItShows() {
        PreviewSum sum = new PreviewSum();
        sum.add(ofPatient(5000));
        sum.add(ofPatient(3));
        assertThat(sum.total().changedFiles()).isEqualTo(5003);
        assertThat(sum.total().files()).hasSize(1000);
    }
}
