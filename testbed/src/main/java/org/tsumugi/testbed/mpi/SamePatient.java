package org.tsumugi.testbed.mpi;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.postgres.PostgresIndexStore;
import org.tsumugi.testbed.population.PopulationSettings;
import org.tsumugi.testbed.population.Rates;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.life.ChangeRates;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.life.CoverKind;
import org.tsumugi.testbed.population.writing.Attendance.Patient;
import org.tsumugi.testbed.population.writing.Entry;
import org.tsumugi.testbed.population.writing.ErrorRates;
import org.tsumugi.testbed.population.writing.Notation;

/** One patient as many hospitals write them down on one day, each in its own notation and without mistakes. */
final class SamePatient {

    private static final int PERSONS = 200;

    private final Library library;
    private final List<PatientRecord> records;

    SamePatient(Library library, int hospitals, long seed) {
        this.library = library;
        Region region = new Region(new PopulationSettings(
                PERSONS, hospitals, seed, 1, new Rates(ChangeRates.standard(), ErrorRates.none())));
        Citizen citizen = patient(region);
        List<PatientRecord> written = new ArrayList<>();
        for (int hospital = 0; hospital < hospitals; hospital++) {
            Entry entry = region.registrar()
                    .enter(
                            citizen,
                            new Patient(hospital, 0, List.of(Region.LAST_DAY.minusDays(1))),
                            region.habits(hospital));
            String name = new UUID(seed, hospital).toString();
            written.add(new Notation(region.habits(hospital))
                    .record(new RecordKey(region.facilityCodes().get(hospital), name), entry));
        }
        this.records = List.copyOf(written);
    }

    private static Citizen patient(Region region) {
        List<Citizen> found = new ArrayList<>();
        region.citizens(citizen -> {
            boolean insured = citizen.covers().last().kind() == CoverKind.COMPANY;
            if (insured
                    && citizen.livesOn(Region.LAST_DAY)
                    && !citizen.names().last().foreign()) {
                found.add(citizen);
            }
        });
        return found.get(0);
    }

    List<PatientRecord> records() {
        return records;
    }

    /** How many persons they become when they arrive one after the other. */
    int personsInMemory(long seed) {
        StudyStore store = new StudyStore(seed);
        PersonIndex index = library.index();
        records.forEach(record -> index.update(store, List.of(record), Set.of(), DatabaseBench.FEED));
        return store.partition().size();
    }

    /** How many they become when every hospital sends at the same moment, each on its own connection. */
    int personsAtOnce(BenchSchema schema) throws IOException, SQLException, InterruptedException {
        CyclicBarrier together = new CyclicBarrier(records.size());
        ExecutorService hospitals = Executors.newFixedThreadPool(records.size());
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (PatientRecord record : records) {
                sent.add(hospitals.submit(() -> {
                    try (Connection connection = schema.connect()) {
                        together.await();
                        send(connection, record);
                    }
                    return record;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a hospital could not send", e.getCause());
        } finally {
            hospitals.shutdownNow();
        }
        try (Connection connection = schema.connect()) {
            Set<Long> persons = new HashSet<>();
            for (HeldRecord held : store(connection)
                    .records(records.stream().map(PatientRecord::key).toList())
                    .values()) {
                persons.add(held.person());
            }
            return persons.size();
        }
    }

    private void send(Connection connection, PatientRecord record) throws SQLException {
        connection.setAutoCommit(false);
        PostgresIndexStore store = store(connection);
        store.alone();
        library.index().update(store, List.of(record), Set.of(), DatabaseBench.FEED);
        connection.commit();
    }

    private static PostgresIndexStore store(Connection connection) {
        return new PostgresIndexStore(connection, BenchSchema.NAME, new SecureRandom(), Clock.systemUTC());
    }
}
