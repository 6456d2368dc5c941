package org.tsumugi.testbed.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.facility.FacilityDirectory;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.life.District;
import org.tsumugi.testbed.population.writing.Attendance;
import org.tsumugi.testbed.population.writing.Attendance.Patient;
import org.tsumugi.testbed.population.writing.Entry;
import org.tsumugi.testbed.population.writing.Habits;
import org.tsumugi.testbed.population.writing.Notation;
import org.tsumugi.testbed.population.writing.Registrar;

/**
 * A fictitious region: its people, and the records that its facilities keep of them on the last day. Nothing is held but one
 * district; what is asked for is lived through again. The order of records is that of the citizens' numbers, and for one citizen
 * that of the first visits; who wants them as they would arrive shuffles them.
 */
public final class Region {

    /** The day on which the years end. */
    public static final LocalDate LAST_DAY = LocalDate.of(2026, 4, 1);

    private final PopulationSettings settings;
    private final List<String> codes;
    private final List<Habits> habits;
    private final Attendance attendance;
    private final Registrar registrar;
    private final RecordNames recordNames;

    /** The last district that was asked for by a citizen's number. */
    private @Nullable Kept kept;

    public Region(PopulationSettings settings) {
        this.settings = settings;
        this.codes = FacilityDirectory.of(settings.seed(), settings.facilities()).stream()
                .map(Facility::code)
                .toList();
        this.habits = IntStream.range(0, settings.facilities())
                .mapToObj(facility -> Habits.of(settings.seed(), facility))
                .toList();
        this.attendance = new Attendance(
                settings.seed(),
                settings.facilities(),
                firstDay(),
                LAST_DAY,
                settings.rates().errors().registeredTwice());
        this.registrar = new Registrar(settings.seed(), settings.rates().errors());
        this.recordNames = new RecordNames(settings.seed());
    }

    public PopulationSettings settings() {
        return settings;
    }

    /** The day on which the years begin. */
    public LocalDate firstDay() {
        return LAST_DAY.minusYears(settings.years());
    }

    /** Code of a facility, in the order of their indexes. */
    public List<String> facilityCodes() {
        return codes;
    }

    /** How a facility writes. */
    public Habits habits(int facility) {
        return habits.get(facility);
    }

    /** The reception desks. */
    public Registrar registrar() {
        return registrar;
    }

    /** Everybody who lived in these years, in the order of their numbers. */
    public void citizens(Consumer<Citizen> receiver) {
        for (int index = 0; index < districts(); index++) {
            district(index).citizens().forEach(receiver);
        }
    }

    /** All records, made as they are read. */
    public Stream<Written> records() {
        return IntStream.range(0, districts()).boxed().flatMap(index -> {
            List<Written> records = new ArrayList<>();
            write(district(index), new CensusTaker(firstDay(), LAST_DAY), records::add);
            return records.stream();
        });
    }

    /**
     * Hands over all records, in the same order.
     *
     * @return what was in them and in the lives behind
     */
    public Census write(Consumer<Written> receiver) {
        CensusTaker taker = new CensusTaker(firstDay(), LAST_DAY);
        for (int index = 0; index < districts(); index++) {
            District district = district(index);
            taker.visit(district);
            write(district, taker, receiver);
        }
        return taker.result();
    }

    /** Counts the region, which takes as long as writing it. */
    public Census census() {
        return write(written -> {});
    }

    /**
     * Whose record this is.
     *
     * @throws IllegalArgumentException when the region made no such record name
     */
    public long citizenOf(RecordKey key) {
        return recordNames.citizen(key.patient());
    }

    /**
     * Somebody with all that changed in their life. Asking for citizens of one district one after the other is quick, for others a
     * district is lived through.
     *
     * @throws IllegalArgumentException when nobody has the number
     */
    public synchronized Citizen citizen(long id) {
        int index = District.of(id);
        if (id < 0 || index >= districts()) {
            throw new IllegalArgumentException("no district has such a citizen");
        }
        Kept known = kept;
        if (known == null || known.index() != index) {
            known = new Kept(index, district(index));
            kept = known;
        }
        List<Citizen> citizens = known.district().citizens();
        if (District.placeOf(id) >= citizens.size()) {
            throw new IllegalArgumentException("the district has no such citizen");
        }
        return citizens.get(District.placeOf(id));
    }

    private int districts() {
        return (settings.persons() + District.PERSONS - 1) / District.PERSONS;
    }

    private District district(int index) {
        int persons = Math.min(District.PERSONS, settings.persons() - index * District.PERSONS);
        return District.live(settings.rates().changes(), settings.seed(), index, persons, firstDay(), settings.years());
    }

    private void write(District district, CensusTaker taker, Consumer<Written> receiver) {
        for (Citizen citizen : district.citizens()) {
            List<Patient> patients = attendance.patients(citizen);
            for (Patient patient : patients) {
                Entry entry = registrar.enter(citizen, patient, habits(patient.facility()));
                taker.visit(patient, entry);
                receiver.accept(new Written(record(citizen, patient, entry), citizen.id()));
            }
            taker.visitRecords(patients.size());
        }
    }

    private PatientRecord record(Citizen citizen, Patient patient, Entry entry) {
        int facility = patient.facility();
        RecordKey key = new RecordKey(codes.get(facility), recordNames.name(citizen.id(), facility, patient.copy()));
        return new Notation(habits(facility)).record(key, entry);
    }

    private record Kept(int index, District district) {}
}
