package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.IssueCodes;
import org.tsumugi.server.store.Preview.StateChange;

/** Files that are looked at again, and files that are not looked at because their patient refused. */
class ReprocessingIT {

    private static final String FACILITY = "1310000097";
    private static final String OTHER = "1310000098";

    private final PipelineRig rig = new PipelineRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void requeueShouldWriteNothingWhenTheMapperSaysTheSame() {
        receive();
        int written = rig.writes.size();

        assertThat(rig.reprocessing.requeue(Selection.ofFacility(FACILITY), Lane.REMAP))
                .isEqualTo(6);
        assertThat(rig.pending(FACILITY)).isEqualTo(6);
        assertThat(rig.count("select count(*) from tsumugi.work_item where lane = 2 and facility = ?", FACILITY))
                .isEqualTo(2);
        rig.drain(rig.runner());

        assertThat(rig.pending(FACILITY)).isZero();
        assertThat(rig.view.status(FACILITY).mapped()).isEqualTo(6);
        assertThat(rig.writes).hasSize(written);
        assertThat(rig.writes.values()).allMatch(times -> times == 1);
        assertThat(rig.deletes).isEmpty();
    }

    @Test
    void requeueShouldWriteWhatDiffersFromWhatWasWritten() {
        receive();
        rig.jdbc.update("update tsumugi.produced_resource set digest = sha256(digest) where resource_type = 'Patient'");
        rig.writes.clear();

        rig.reprocessing.requeue(Selection.ofPatient(FACILITY, "0000000001"), Lane.REMAP);
        rig.drain(rig.runner());

        assertThat(rig.writes.keySet())
                .singleElement()
                .asString()
                .contains("\"resourceType\":\"Patient\"")
                .contains("0000000001");
    }

    @Test
    void requeueShouldTakeExactlyWhatIsSelected() {
        receive();
        List<UUID> receipts = rig.receipts(FACILITY);

        assertThat(rig.reprocessing.requeue(Selection.ofReceipts(receipts.subList(0, 2)), Lane.FRESH))
                .isEqualTo(2);
        assertThat(rig.count("select count(*) from tsumugi.work_item where lane = 0"))
                .isEqualTo(1);
        assertThat(rig.reprocessing.requeue(
                        Selection.ofFacility(FACILITY)
                                .in(Set.of(FileState.QUARANTINED))
                                .withIssue(IssueCodes.REFUSED_PATIENT),
                        Lane.REMAP))
                .isZero();
        assertThat(rig.reprocessing.requeue(Selection.all().ofType("OMP-02"), Lane.REMAP))
                .isZero();
        assertThat(rig.reprocessing.requeue(Selection.all().ofType("OMP-01"), Lane.REMAP))
                .isEqualTo(7);
        assertThat(rig.reprocessing.patients(Selection.all()))
                .containsExactly(
                        new PatientRef(FACILITY, "0000000001"),
                        new PatientRef(FACILITY, "0000000002"),
                        new PatientRef(OTHER, "0000000001"));
    }

    @Test
    void runShouldKeepAndNotMapWhatRefusedPatientsHave() {
        receive();
        rig.refuse(FACILITY, 1);
        Preview preview = rig.reprocessing.preview(FACILITY, "0000000001", Optional.empty());
        rig.reprocessing.requeue(Selection.ofPatient(FACILITY, "0000000001"), Lane.FRESH);
        rig.drain(rig.runner());

        assertThat(rig.view.status(FACILITY).quarantined()).isEqualTo(3);
        assertThat(rig.view.status(FACILITY).mapped()).isEqualTo(3);
        assertThat(rig.view.status(FACILITY).issues())
                .anySatisfy(issue -> assertThat(issue.code()).isEqualTo(IssueCodes.REFUSED_PATIENT));
        assertThat(rig.deletes).anyMatch(reference -> reference.startsWith("Patient/"));
        assertThat(preview.files()).hasSize(3).allMatch(change -> change.after() == FileState.QUARANTINED);
        assertThat(preview.files()).extracting(StateChange::codes).containsOnly(List.of(IssueCodes.REFUSED_PATIENT));
        assertThat(preview.byType().values().stream()
                        .mapToLong(Preview.Counts::deleted)
                        .sum())
                .isEqualTo(rig.deletes.size());

        rig.jdbc.update("delete from tsumugi.refusal");
        rig.writes.clear();
        rig.reprocessing.requeue(Selection.ofPatient(FACILITY, "0000000001"), Lane.FRESH);
        rig.drain(rig.runner());

        assertThat(rig.view.status(FACILITY).mapped()).isEqualTo(6);
        assertThat(rig.writes).hasSizeGreaterThanOrEqualTo(rig.deletes.size());
    }

    @Test
    void previewShouldChangeNothing() {
        receive();
        String rows = "select string_agg(xmin::text, ',' order by file_id) from tsumugi.storage_file";
        String before = rig.jdbc.queryForObject(rows, String.class);

        Preview preview = rig.reprocessing.preview(FACILITY, "0000000001", Optional.empty());

        assertThat(preview).isEqualTo(new Preview(Map.of(), List.of(), List.of(), 0, List.of(), false));
        assertThat(rig.jdbc.queryForObject(rows, String.class)).isEqualTo(before);
        assertThat(rig.items()).isZero();
    }

    @Test
    void previewShouldNameWhatIsTheWholeFacilitysApart() {
        receive();
        rig.jdbc.update("update tsumugi.produced_resource set digest = sha256(digest)");
        Preview one = rig.reprocessing.preview(FACILITY, "0000000001", Optional.empty());
        Preview other = rig.reprocessing.preview(FACILITY, "0000000002", Optional.empty());

        assertThat(one.byType()).containsKeys("Patient", "MedicationRequest").doesNotContainKey("Organization");
        assertThat(one.ofTheFacility()).isEmpty();
        assertThat(other.ofTheFacility()).isEmpty();

        rig.jdbc.update("update tsumugi.resource_group set digest = sha256(digest) where digest is not null");
        one = rig.reprocessing.preview(FACILITY, "0000000001", Optional.empty());
        assertThat(one.byType()).doesNotContainKey("Organization");
        assertThat(one.ofTheFacility()).extracting(Preview.Change::type).contains("Organization");
    }

    @Test
    void previewShouldCountAPatientsManyFilesAsOne() {
        rig.register(FACILITY);
        rig.receive(FACILITY, 1, 1, 120, PipelineRig.OLD);
        rig.drain(rig.runner());
        rig.refuse(FACILITY, 1);

        Preview preview = rig.reprocessing.preview(FACILITY, "0000000001", Optional.empty());
        rig.reprocessing.requeue(Selection.ofPatient(FACILITY, "0000000001"), Lane.REMAP);
        rig.drain(rig.runner());

        assertThat(preview.changedFiles()).isEqualTo(120);
        assertThat(preview.byType().get("Patient")).isEqualTo(new Preview.Counts(0, 0, 1));
        assertThat(preview.byType().values().stream()
                                .mapToLong(Preview.Counts::deleted)
                                .sum()
                        + preview.ofTheFacility().size())
                .isEqualTo(rig.deletes.size());
    }

    @Test
    void requeueShouldFindWhatAnotherMapperWasAtWorkOn() {
        receive();
        assertThat(rig.reprocessing.requeue(Selection.all().onlyOutdated(), Lane.REMAP))
                .isZero();
        MapperSettings oid = new MapperSettings(PatientIdMismatch.QUARANTINE, Systems.OID);
        MappingVersion other = MappingVersion.takeUp(rig.jdbc, oid, rig.clock);
        assertThat(other).isNotEqualTo(rig.mapping);
        rig.receive(FACILITY, 3, 30, 1, PipelineRig.OLD);
        rig.drain(rig.runner(oid, other));
        rig.writes.clear();

        assertThat(rig.reprocessing.requeue(Selection.ofFacility(FACILITY).onlyOutdated(), Lane.REMAP))
                .isEqualTo(6);
        rig.drain(rig.runner(oid, other));
        assertThat(rig.writes.keySet()).anyMatch(json -> json.contains("\"resourceType\":\"MedicationRequest\""));
        assertThat(rig.reprocessing.requeue(Selection.ofFacility(FACILITY).onlyOutdated(), Lane.REMAP))
                .isZero();
        assertThat(rig.reprocessing.patients(Selection.all().onlyOutdated()))
                .containsExactly(new PatientRef(OTHER, "0000000001"));
        assertThat(MappingVersion.takeUp(rig.jdbc, MapperSettings.DEFAULT, Clock.offset(rig.clock, Duration.ofDays(1))))
                .isEqualTo(rig.mapping);
        assertThat(rig.reprocessing.patients(Selection.all().onlyOutdated())).hasSize(3);
    }

    @Test
    void previewShouldSkipAPatientWithPendingFiles() {
        receive();
        rig.receive(FACILITY, 1, 100, 1, PipelineRig.OLD);

        assertThat(rig.reprocessing
                        .preview(FACILITY, "0000000001", Optional.empty())
                        .skippedBusy())
                .isTrue();
    }

    private void receive() {
        rig.register(FACILITY);
        rig.register(OTHER);
        rig.receive(FACILITY, 1, 1, 3, PipelineRig.OLD);
        rig.receive(FACILITY, 2, 10, 3, PipelineRig.OLD);
        rig.receive(OTHER, 1, 20, 1, PipelineRig.OLD);
        rig.drain(rig.runner());
        assertThat(rig.view.status(FACILITY).mapped()).isEqualTo(6);
    }
}
