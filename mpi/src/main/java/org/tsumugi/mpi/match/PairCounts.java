package org.tsumugi.mpi.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.score.Pattern;
import org.tsumugi.mpi.score.Terms;

/**
 * Counts what a region's own pairs of records are like, for a model to learn from. It keeps patterns and counts, and of the records
 * as many as pairs are taken of at random.
 */
public final class PairCounts {

    /** Records that pairs are taken of at random: so many have millions of pairs. */
    private static final int KEPT = 5_000;

    /** Chance begins here, so that the same records give the same pairs. */
    private static final long SEED = 20_260_401;

    private final Normalizer normalizer;
    private final RecordComparer comparer;
    private final SearchKeys keys = new SearchKeys();
    private final Map<Pattern, Long> candidates = new HashMap<>();
    private final Set<RecordKey> counted = new HashSet<>();
    private final List<NormalRecord> kept = new ArrayList<>();
    private long pairs;

    /** Nothing counted yet. */
    public PairCounts(Normalizer normalizer, RecordComparer comparer) {
        this.normalizer = normalizer;
        this.comparer = comparer;
    }

    /** Counts the pairs of these records with all that may be the same person's; a pair that was counted before is not again. */
    public void add(CandidateStore store, Collection<PatientRecord> records) {
        for (PatientRecord record : records) {
            NormalRecord normal = normalizer.normalize(record);
            counted.add(record.key());
            if (kept.size() < KEPT) {
                kept.add(normal);
            }
            Set<RecordKey> near = new HashSet<>(
                    store.candidates(keys.of(normal), normal.numbers().keySet(), Matcher.MOST_OF_ONE_KEY)
                            .records());
            near.removeAll(counted);
            for (HeldRecord other : store.records(near).values()) {
                candidates.merge(pattern(normal, normalizer.normalize(other.record())), 1L, Long::sum);
                pairs++;
            }
        }
    }

    private Pattern pattern(NormalRecord one, NormalRecord other) {
        return Features.of(comparer.compare(one, other), one, other);
    }

    /** How many pairs were counted. */
    public long pairs() {
        return pairs;
    }

    /** How many records were added. */
    public int records() {
        return counted.size();
    }

    /** How often each pattern occurs among pairs that may be one person's. */
    public Map<Pattern, Long> candidates() {
        return Map.copyOf(candidates);
    }

    /** How often among pairs taken at random, nearly all of two persons; none when there are fewer than two records. */
    public Map<Pattern, Long> random(int most) {
        Map<Pattern, Long> random = new HashMap<>();
        Random chance = new Random(SEED);
        for (int i = 0; i < most && kept.size() > 1; i++) {
            int one = chance.nextInt(kept.size());
            int other = chance.nextInt(kept.size() - 1);
            random.merge(pattern(kept.get(one), kept.get(other < one ? other : other + 1)), 1L, Long::sum);
        }
        return random;
    }

    /** The names of a record as the frequencies of a model count them. */
    public Terms terms(PatientRecord record) {
        return Features.terms(normalizer.normalize(record));
    }

    /** Not the records. */
    @Override
    public String toString() {
        return "PairCounts[" + pairs + "]";
    }
}
