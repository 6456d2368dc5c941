package org.tsumugi.mpi.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.score.Blocking;
import org.tsumugi.mpi.score.Found;
import org.tsumugi.mpi.score.Pairs;
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
    private final Map<Found, Long> candidates = new HashMap<>();
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
            Map<RecordKey, Set<Blocking>> near = near(store, normal);
            near.keySet().removeAll(counted);
            Map<RecordKey, HeldRecord> others = store.records(near.keySet());
            near.forEach((key, through) -> {
                HeldRecord other = others.get(key);
                if (other != null) {
                    Pattern pattern = pattern(normal, normalizer.normalize(other.record()));
                    candidates.merge(new Found(through, pattern), 1L, Long::sum);
                    pairs++;
                }
            });
        }
    }

    /** Each kind is asked for alone: a key that too many share finds nobody, even where two share it. */
    private Map<RecordKey, Set<Blocking>> near(CandidateStore store, NormalRecord record) {
        Map<RecordKey, Set<Blocking>> near = new HashMap<>();
        for (Blocking blocking : Blocking.values()) {
            Set<LinkKey> numbers =
                    blocking == Blocking.HOUSEHOLD ? record.numbers().keySet() : Set.of();
            store.candidates(keys.of(record, blocking), numbers, Matcher.MOST_OF_ONE_KEY)
                    .records()
                    .forEach(key -> near.computeIfAbsent(key, any -> EnumSet.noneOf(Blocking.class))
                            .add(blocking));
        }
        return near;
    }

    /** How two records compare. */
    public Pattern pattern(PatientRecord one, PatientRecord other) {
        return pattern(normalizer.normalize(one), normalizer.normalize(other));
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

    /**
     * What was counted.
     *
     * @param records how many there are, of which some were added
     * @param randomPairs so many are taken at random; none when there are fewer than two records
     */
    public Pairs counted(long records, int randomPairs) {
        long added = counted.size();
        long possible = added * (Math.max(records, added) - 1) - added * (added - 1) / 2;
        return new Pairs(candidates, possible, random(randomPairs));
    }

    private Map<Pattern, Long> random(int most) {
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
