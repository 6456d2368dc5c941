package org.tsumugi.testbed.mpi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.index.IndexedRecord;
import org.tsumugi.mpi.link.LargeBlocks;
import org.tsumugi.mpi.match.Candidate;
import org.tsumugi.mpi.match.Matcher;
import org.tsumugi.mpi.match.SearchKeys;
import org.tsumugi.mpi.score.Estimate;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.testbed.draw.Dice;

/** Where a reviewer finds the true other records of a person whom the ladder did not link. */
final class ReviewQueue {

    private static final int SHOWN = 5;
    private static final int RANDOM_PAIRS = 200_000;
    private static final int COUNTED = 2_000;
    private static final int MOST_OF_ONE_KEY = 500;

    private final Sample sample;
    private final Division division;
    private final Library library;
    private final StudyStore store;
    private final LargeBlocks large;
    private final List<Asked> asked;

    /**
     * A record that is looked for.
     *
     * @param place of it
     * @param loss why it is not linked with the first other record of the citizen
     */
    private record Asked(int place, Loss loss) {}

    /** Ranks of the true one: the first, up to the fifth, behind, not there. */
    static final class Ranks {

        private long first;
        private long shown;
        private long behind;
        private long absent;

        private void add(int rank) {
            if (rank < 0) {
                absent++;
            } else if (rank == 0) {
                first++;
            } else if (rank < SHOWN) {
                shown++;
            } else {
                behind++;
            }
        }

        long all() {
            return first + shown + behind + absent;
        }

        double share() {
            return (double) first / all();
        }

        private String line() {
            return String.format(
                    Locale.ROOT,
                    "%,d\t%s\t%s\t%s\t%s",
                    all(),
                    Report.share(first, all()),
                    Report.share(shown, all()),
                    Report.share(behind, all()),
                    Report.share(absent, all()));
        }
    }

    /** @param most records that are looked for, taken by chance */
    ReviewQueue(Sample sample, Division division, Library library, int most, long seed) {
        this.sample = sample;
        this.division = division;
        this.library = library;
        this.store = filled(seed);
        this.large = sample.large(library.rules().largestBlock());
        this.asked = asked(most, seed);
    }

    private StudyStore filled(long seed) {
        StudyStore filled = new StudyStore(seed);
        SearchKeys keys = new SearchKeys();
        Map<RecordKey, Long> persons = new HashMap<>();
        for (int place = 0; place < sample.size(); place++) {
            NormalRecord normal = sample.normal(place);
            filled.put(
                    List.of(new IndexedRecord(
                            sample.written(place),
                            normal.birthDay(),
                            normal.numbers().keySet(),
                            keys.of(normal))),
                    "");
            persons.put(normal.key(), (long) division.person(place));
        }
        filled.assign(persons);
        return filled;
    }

    private List<Asked> asked(int most, long seed) {
        Map<Integer, Integer> partners = new HashMap<>();
        for (int[] places : sample.ofOneCitizen()) {
            for (int one : places) {
                for (int other : places) {
                    if (!division.joins(one, other)) {
                        partners.putIfAbsent(one, other);
                    }
                }
            }
        }
        List<Asked> chosen = new ArrayList<>();
        Shuffle.of(sample.size(), Dice.of(seed, "review"))
                .filter(partners::containsKey)
                .limit(most)
                .forEach(place -> chosen.add(new Asked(place, loss(place, partners.getOrDefault(place, place)))));
        return chosen;
    }

    private Loss loss(int one, int other) {
        return Loss.of(library, sample.normal(one), sample.normal(other), large);
    }

    /** All records of the sample, with their persons. */
    StudyStore store() {
        return store;
    }

    void print(Report report, long seed) {
        Estimate learned = Learned.from(sample, store, library, seed, RANDOM_PAIRS);
        report.line(
                "learned in %d iterations; of the pairs that share a key, one person's are: learned %.4f (plausible %.4f to %.4f), in truth %.4f; of all: learned %.2e, in truth %.2e",
                learned.iterations(),
                learned.share(),
                learned.bounds().least(),
                learned.bounds().most(),
                truePrior(seed),
                learned.model().prior(),
                trueShareOfAll());
        new LevelTable(sample, library, learned.model(), seed).print(report);
        report.line(
                "model\twhy not linked\trecords\ttrue one first\tsecond to fifth\tbehind\tnot among the candidates");
        print(report, "initial", Model.initial());
        print(
                report,
                learned.isPlausible() ? "learned without truth" : "learned without truth, NOT plausible",
                learned.model());
    }

    /** Of the pairs that share a key, the share that are one citizen's; of some records with all others. */
    double truePrior(long seed) {
        SearchKeys keys = new SearchKeys();
        long[] pairs = new long[2];
        Shuffle.of(sample.size(), Dice.of(seed, "prior")).limit(COUNTED).forEach(place -> {
            NormalRecord record = sample.normal(place);
            for (RecordKey key : store.candidates(
                            keys.of(record), record.numbers().keySet(), MOST_OF_ONE_KEY)
                    .records()) {
                if (!key.equals(record.key())) {
                    pairs[0]++;
                    pairs[1] += sample.citizen(sample.place(key)) == sample.citizen(place) ? 1 : 0;
                }
            }
        });
        return (double) pairs[1] / pairs[0];
    }

    /** Of all pairs of records there are, the share that are one citizen's. */
    double trueShareOfAll() {
        double pairs = 0;
        for (int[] places : sample.ofOneCitizen()) {
            pairs += places.length * (places.length - 1) / 2.0;
        }
        return pairs / sample.allPairs();
    }

    private void print(Report report, String name, Model model) {
        Map<Loss, Ranks> ranks = ranks(model);
        ranks.forEach((loss, of) -> report.line("%s\t%s\t%s", name, loss.words(), of.line()));
        report.line("%s\tall\t%s", name, together(ranks).line());
    }

    static Ranks together(Map<Loss, Ranks> ranks) {
        Ranks all = new Ranks();
        for (Ranks of : ranks.values()) {
            all.first += of.first;
            all.shown += of.shown;
            all.behind += of.behind;
            all.absent += of.absent;
        }
        return all;
    }

    /** Ranks by this model, by the reason why the ladder did not link. */
    Map<Loss, Ranks> ranks(Model model) {
        Matcher matcher = library.matcher(model);
        Map<Loss, Ranks> ranks = new EnumMap<>(Loss.class);
        List<Integer> found = asked.parallelStream()
                .map(record -> rank(matcher, record.place()))
                .toList();
        for (int i = 0; i < found.size(); i++) {
            ranks.computeIfAbsent(asked.get(i).loss(), any -> new Ranks()).add(found.get(i));
        }
        return ranks;
    }

    private int rank(Matcher matcher, int place) {
        List<Candidate> candidates = matcher.match(store, sample.written(place)).candidates();
        for (int rank = 0; rank < candidates.size(); rank++) {
            if (sample.citizen(sample.place(candidates.get(rank).record())) == sample.citizen(place)) {
                return rank;
            }
        }
        return -1;
    }
}
