package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.person.EvidenceJson;
import org.tsumugi.server.person.LocatorRow;
import org.tsumugi.server.person.RecordLocator;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.Sha256;

/** What the master patient index is told: who, which insurances, of whom something changed, and what there is of whom. */
class PersonFeedIT {

    private static final String FACILITY = "1310000097";
    private static final String OTHER = "1310000098";
    private static final String PATIENT = "0000000001";
    private static final UUID ID = PatientIds.logicalId(FACILITY, PATIENT);

    private final PipelineRig rig = new PipelineRig();

    @BeforeEach
    void register() {
        rig.register(FACILITY);
        rig.register(OTHER);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void runShouldReadTheInsurancesOfEachFileOnce() {
        CountingStore raw = new CountingStore(rig.raw, Set.of());
        receive("20200101000000000", "1");
        receive("20210101000000000", "2");
        rig.drain(runner(raw));
        assertThat(states()).containsExactly("SUPERSEDED", "MAPPED");
        assertThat(insurances()).containsExactly(List.of(insurance("1")), List.of(insurance("2")));

        receive("20220101000000000", "3");
        rig.drain(runner(raw));

        assertThat(states()).containsExactly("SUPERSEDED", "SUPERSEDED", "MAPPED");
        assertThat(insurances())
                .containsExactly(List.of(insurance("1")), List.of(insurance("2")), List.of(insurance("3")));
        assertThat(raw.opened)
                .hasSize(3)
                .allSatisfy((content, times) -> assertThat(times).isEqualTo(1));
        assertThat(rig.jdbc.queryForList("select distinct patient_id from tsumugi.person_insurance", UUID.class))
                .containsExactly(ID);
        assertThat(rig.view.status(FACILITY).superseded()).isEqualTo(2);
    }

    @Test
    void runShouldReadThemAgainWhenTheMapperIsAnotherAndTellNobodyWhenTheySayTheSame() {
        receive("20200101000000000", "1");
        receive("20210101000000000", "2");
        rig.drain(rig.runner());
        rig.jdbc.update("delete from tsumugi.person_outbox");
        MapperSettings settings = new MapperSettings(PatientIdMismatch.QUARANTINE, Systems.OID);
        MappingVersion other = MappingVersion.takeUp(rig.jdbc, settings, rig.clock);

        rig.reprocessing.requeue(Selection.ofFacility(FACILITY).onlyOutdated(), Lane.REMAP);
        rig.drain(rig.runner(settings, other));

        assertThat(rig.jdbc.queryForList("select mapping from tsumugi.person_insurance", Integer.class))
                .containsExactly(other.id(), other.id());
        assertThat(outbox()).isEmpty();
    }

    @Test
    void runShouldLeaveOutWhatIsSupersededAndLostUnreadableOrNoMessage() {
        record("20180101000000000", content("0"), false);
        record("20190101000000000", "no message".getBytes(StandardCharsets.US_ASCII), true);
        byte[] unreadable = content("1");
        record("20200101000000000", unreadable, true);
        receive("20210101000000000", "2");

        rig.drain(runner(new CountingStore(rig.raw, Set.of(Sha256.of(unreadable)))));

        assertThat(states()).containsExactly("SUPERSEDED", "SUPERSEDED", "SUPERSEDED", "MAPPED");
        assertThat(rig.view.status(FACILITY).issues()).isEmpty();
        assertThat(insurances()).containsExactly(List.of(insurance("2")));

        rig.reprocessing.requeue(Selection.ofPatient(FACILITY, PATIENT), Lane.REMAP);
        rig.drain(rig.runner());
        assertThat(insurances())
                .as("what was unreadable only then")
                .containsExactly(List.of(insurance("1")), List.of(insurance("2")));
    }

    @Test
    void runShouldForgetWhoRefusedAndKnowThemAgain() {
        receive("20200101000000000", "1");
        receive("20210101000000000", "2");
        rig.drain(rig.runner());
        List<String> before = PersonState.of(rig.jdbc, FACILITY);
        assertThat(before).hasSize(5);
        rig.jdbc.update("delete from tsumugi.person_outbox");

        rig.refuse(FACILITY, 1);
        requeueAll();
        assertThat(PersonState.of(rig.jdbc, FACILITY)).isEmpty();
        assertThat(outbox()).isNotEmpty().containsOnly(ID);

        rig.jdbc.update("delete from tsumugi.person_outbox");
        rig.jdbc.update("delete from tsumugi.refusal");
        requeueAll();
        assertThat(PersonState.of(rig.jdbc, FACILITY)).isEqualTo(before);
        assertThat(outbox()).isNotEmpty().containsOnly(ID);
    }

    @Test
    void runShouldForgetWhatWasDeleted() throws Exception {
        receive("20200101000000000", "1");
        receive("20210101000000000", "2");
        rig.drain(rig.runner());
        rig.jdbc.update("delete from tsumugi.person_outbox");

        rig.journal.record(FACILITY, List.of(entry("20210101000000000", content("2"), "0")));
        rig.drain(rig.runner());

        assertThat(PersonState.of(rig.jdbc, FACILITY)).isEmpty();
        assertThat(outbox()).isNotEmpty().containsOnly(ID);
    }

    @Test
    void runShouldWriteWhatIsMissingOrOtherwiseAlsoWhenThePatientSaysTheSame() {
        receive("20200101000000000", "1");
        rig.receive(FACILITY, 2, 1, 1, PipelineRig.OLD);
        rig.drain(rig.runner());
        List<String> before = PersonState.of(rig.jdbc, FACILITY);
        int written = rig.writes.size();
        assertThat(outbox()).contains(ID, PatientIds.logicalId(FACILITY, "0000000002"));
        rig.jdbc.update("delete from tsumugi.person_outbox");
        requeueAll();
        assertThat(outbox()).as("nothing changed").isEmpty();

        rig.jdbc.update("delete from tsumugi.person_source where patient_id = ?", ID);
        rig.jdbc.update("update tsumugi.person_source set body = body || '{\"sex\": \"OTHER\"}'");
        rig.jdbc.update("delete from tsumugi.person_outbox");
        requeueAll();

        assertThat(PersonState.of(rig.jdbc, FACILITY)).isEqualTo(before);
        assertThat(outbox()).containsExactlyInAnyOrder(ID, PatientIds.logicalId(FACILITY, "0000000002"));
        assertThat(rig.writes).hasSize(written);
    }

    @Test
    void runShouldTellNobodyWhenOnlyOtherThingsChange() {
        receive("20200101000000000", "1");
        rig.drain(rig.runner());
        rig.jdbc.update("delete from tsumugi.person_outbox");

        rig.receive(FACILITY, 1, 1, 3, PipelineRig.OLD);
        rig.drain(rig.runner());

        assertThat(rig.view.status(FACILITY).mapped()).isEqualTo(4);
        assertThat(outbox()).isEmpty();
    }

    @Test
    void previewShouldTellNobody() {
        receive("20200101000000000", "1");
        rig.drain(rig.runner());
        rig.jdbc.update("delete from tsumugi.person_source");
        rig.jdbc.update("delete from tsumugi.person_outbox");

        rig.reprocessing.preview(FACILITY, PATIENT, Optional.empty());

        assertThat(outbox()).isEmpty();
        assertThat(rig.count("select count(*) from tsumugi.person_source")).isZero();
    }

    @Test
    void locatorShouldSayWhatThereIsOfWhomAndWhere() {
        rig.receive(FACILITY, 1, 1, 3, PipelineRig.OLD);
        rig.receive(OTHER, 1, 1, 1, PipelineRig.OLD);
        rig.receive(OTHER, 2, 5, 1, PipelineRig.OLD);
        rig.drain(rig.runner());
        UUID other = PatientIds.logicalId(OTHER, PATIENT);
        LocalDate day = LocalDate.of(2026, 4, 1);

        List<LocatorRow> rows = new RecordLocator(rig.jdbc).of(List.of(ID, other, UUID.randomUUID(), ID));

        assertThat(rows)
                .containsExactly(
                        new LocatorRow(ID, FACILITY, "MedicationRequest", day, day, 3),
                        new LocatorRow(ID, FACILITY, "Patient", null, null, 1),
                        new LocatorRow(other, OTHER, "MedicationRequest", day, day, 1),
                        new LocatorRow(other, OTHER, "Patient", null, null, 1));
        assertThat(new RecordLocator(rig.jdbc).of(List.of())).isEmpty();
        rig.jdbc.update("update tsumugi.produced_resource set day = '2025-12-31' where resource_id ="
                + " (select min(resource_id::text)::uuid from tsumugi.produced_resource where patient_id = '" + ID
                + "' and resource_type = 'MedicationRequest')");
        assertThat(new RecordLocator(rig.jdbc).of(List.of(ID)))
                .contains(new LocatorRow(ID, FACILITY, "MedicationRequest", LocalDate.of(2025, 12, 31), day, 3));
        assertThat(rig.count("select count(*) from tsumugi.produced_resource where patient_id is null"
                        + " and resource_type not in ('Organization', 'Practitioner')"))
                .isZero();
    }

    private void requeueAll() {
        rig.reprocessing.requeue(Selection.ofFacility(FACILITY).in(EnumSet.allOf(FileState.class)), Lane.REMAP);
        rig.drain(rig.runner());
    }

    private void receive(String time, String number) {
        record(time, content(number), true);
    }

    private void record(String time, byte[] content, boolean kept) {
        try {
            if (kept) {
                rig.raw.put(List.of(RawStore.Content.of(content)));
            }
            rig.journal.record(FACILITY, List.of(entry(time, content, "1")));
        } catch (IOException | UnknownNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JournalEntry entry(String time, byte[] content, String flag) throws UnknownNameException {
        String path = "000/000/%s/-/ADT-00/%s_-_ADT-00_999999999999999_%s_-_%s".formatted(PATIENT, PATIENT, time, flag);
        return new JournalEntry(StorageName.parse(path), Sha256.of(content), Sha256.of(content), content.length);
    }

    private static byte[] content(String number) {
        return InsuranceHistory.content(PATIENT, number);
    }

    private static Insurance insurance(String number) {
        return new Insurance("06139999", "12", number, "01");
    }

    private List<String> states() {
        return rig.jdbc.queryForList("select state from tsumugi.storage_file order by sort_time", String.class);
    }

    private List<List<Insurance>> insurances() {
        return rig
                .jdbc
                .queryForList("select body from tsumugi.person_insurance order by sort_time, sha256", String.class)
                .stream()
                .map(EvidenceJson::readInsurances)
                .toList();
    }

    private List<UUID> outbox() {
        return rig.jdbc.queryForList("select patient_id from tsumugi.person_outbox order by id", UUID.class);
    }

    private UnitRunner runner(RawStore raw) {
        return new UnitRunner(
                rig.jdbc,
                rig.transactions,
                rig.mapper,
                rig.mapping,
                raw,
                rig::note,
                FhirContext.forR4Cached(),
                rig.clock);
    }

    /** Counts how often each content is read; some cannot be. */
    private static final class CountingStore implements RawStore {

        private final RawStore store;
        private final Set<Sha256> unreadable;
        private final Map<Sha256, Integer> opened = new HashMap<>();

        CountingStore(RawStore store, Set<Sha256> unreadable) {
            this.store = store;
            this.unreadable = unreadable;
        }

        @Override
        public Reading open(Sha256 sha256) throws IOException {
            opened.merge(sha256, 1, Integer::sum);
            if (unreadable.contains(sha256)) {
                throw new IOException("a bad sector");
            }
            return store.open(sha256);
        }

        @Override
        public void put(Collection<Content> contents) throws IOException {
            store.put(contents);
        }

        @Override
        public byte[] get(Sha256 sha256) throws IOException {
            return store.get(sha256);
        }

        @Override
        public Kept put(InputStream bytes) throws IOException {
            return store.put(bytes);
        }
    }
}
