package org.tsumugi.testbed.mpi;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.postgres.PostgresIndexStore;

/** Whether the order and moment of arrival matter; they must not. */
final class OrderStudy {

    private static final int HOSPITALS = 64;

    private final Library library;
    private final StudySettings settings;
    private final Report report;

    OrderStudy(Library library, StudySettings settings, Report report) {
        this.library = library;
        this.settings = settings;
        this.report = report;
    }

    /** @return whether nothing depended on it */
    boolean run(int fileSize, @Nullable BenchSchema schema) throws IOException, SQLException, InterruptedException {
        Arrival arrival = new Arrival(library, settings.seed(), fileSize);
        Arrival.Outcome expected = arrival.inOrder();
        long same = IntStream.rangeClosed(1, settings.shuffles())
                .parallel()
                .filter(number -> arrival.shuffled(number).equals(expected))
                .count();
        report.line(
                "a file of %,d records in %,d orders, in memory: %,d times the same %,d persons and %,d doubts",
                arrival.size(),
                settings.shuffles(),
                same,
                expected.persons().size(),
                expected.doubts().size());
        SamePatient patient = new SamePatient(library, HOSPITALS, settings.seed());
        int inMemory = patient.personsInMemory(settings.seed());
        report.line("one patient in %d hospitals, one after the other, in memory: %d person(s)", HOSPITALS, inMemory);
        boolean held = same == settings.shuffles() && inMemory == 1;
        return schema == null ? held : held & inDatabase(schema, arrival, expected, patient);
    }

    private boolean inDatabase(BenchSchema schema, Arrival arrival, Arrival.Outcome expected, SamePatient patient)
            throws IOException, SQLException, InterruptedException {
        boolean same;
        try (Connection connection = schema.connect()) {
            connection.setAutoCommit(false);
            PostgresIndexStore store =
                    new PostgresIndexStore(connection, BenchSchema.NAME, new SecureRandom(), Clock.systemUTC());
            arrival.shuffled(settings.shuffles() + 1, store, connection::commit);
            same = persons(store, arrival).equals(expected.persons())
                    && store.doubts(arrival.keys()).equals(expected.doubts());
        }
        report.line("the same file in one more order, through PostgreSQL: %s", same ? "the same" : "NOT the same");
        long start = System.nanoTime();
        int persons = patient.personsAtOnce(schema);
        report.line(
                "the same patient from %d hospitals at the same moment, %d connections to PostgreSQL: %d person(s), %.1f s",
                HOSPITALS, HOSPITALS, persons, Report.seconds(start));
        return same && persons == 1;
    }

    private static Set<SortedSet<RecordKey>> persons(PostgresIndexStore store, Arrival arrival) {
        Map<Long, SortedSet<RecordKey>> persons = new HashMap<>();
        store.records(arrival.keys())
                .forEach((key, held) -> persons.computeIfAbsent(held.person(), any -> new TreeSet<>())
                        .add(key));
        return new HashSet<>(persons.values());
    }
}
