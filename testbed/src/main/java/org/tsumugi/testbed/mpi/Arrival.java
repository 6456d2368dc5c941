package org.tsumugi.testbed.mpi;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.IndexStore;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.PopulationSettings;
import org.tsumugi.testbed.population.Rates;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.Written;
import org.tsumugi.testbed.population.life.ChangeRates;
import org.tsumugi.testbed.population.writing.ErrorRates;

/** One file of records that arrives in many orders; persons and doubts must not depend on the order. */
final class Arrival {

    private static final int LARGEST_BATCH = 100;

    private final Library library;
    private final long seed;
    private final List<PatientRecord> file;

    /** @param size of the file; its clerks are careless, so that there is something to doubt */
    Arrival(Library library, long seed, int size) {
        this.library = library;
        this.seed = seed;
        Region region = new Region(
                new PopulationSettings(size, 8, seed, 10, new Rates(ChangeRates.standard(), ErrorRates.careless())));
        this.file = region.records().limit(size).map(Written::record).toList();
    }

    /** What came of one order. */
    record Outcome(Set<SortedSet<RecordKey>> persons, Set<Doubt> doubts) {}

    int size() {
        return file.size();
    }

    /** In the order of the file, in one piece. */
    Outcome inOrder() {
        StudyStore store = new StudyStore(seed);
        library.index().update(store, file, Set.of(), DatabaseBench.FEED);
        return new Outcome(store.partition(), store.doubts());
    }

    /** In the order of chance with this number, in batches of 1 to 100. */
    Outcome shuffled(int number) {
        StudyStore store = new StudyStore(seed + number);
        PersonIndex index = library.index();
        batches(number).forEach(batch -> index.update(store, batch, Set.of(), DatabaseBench.FEED));
        return new Outcome(store.partition(), store.doubts());
    }

    /** The same into any store; the caller makes transactions. */
    void shuffled(int number, IndexStore store, Committed committed) throws SQLException {
        PersonIndex index = library.index();
        for (List<PatientRecord> batch : batches(number)) {
            index.update(store, batch, Set.of(), DatabaseBench.FEED);
            committed.commit();
        }
    }

    /** Ends a transaction. */
    @FunctionalInterface
    interface Committed {
        void commit() throws SQLException;
    }

    List<RecordKey> keys() {
        return file.stream().map(PatientRecord::key).toList();
    }

    private List<List<PatientRecord>> batches(int number) {
        Dice dice = Dice.of(seed, "shuffle", number);
        List<PatientRecord> arriving =
                Shuffle.of(file.size(), dice).mapToObj(file::get).toList();
        List<List<PatientRecord>> batches = new ArrayList<>();
        for (int from = 0; from < arriving.size(); ) {
            int to = Math.min(arriving.size(), from + dice.between(1, LARGEST_BATCH));
            batches.add(arriving.subList(from, to));
            from = to;
        }
        return batches;
    }
}
