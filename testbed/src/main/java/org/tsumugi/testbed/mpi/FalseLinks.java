package org.tsumugi.testbed.mpi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.tsumugi.mpi.link.Ladder;
import org.tsumugi.mpi.link.LargeBlocks;

/** How many pairs of two citizens' records were compared, by what the two are to each other, and how many were linked. */
final class FalseLinks {

    private static final int EXAMPLES = 5;

    /** Counts of one kin. */
    private static final class Counts {
        final LongAdder compared = new LongAdder();
        final LongAdder linked = new LongAdder();
        final LongAdder trial = new LongAdder();
        long joined;
    }

    private final Sample sample;
    private final Map<Kin, Counts> counts = new EnumMap<>(Kin.class);
    private final LongAdder ofOneCitizen = new LongAdder();
    private final Queue<int[]> examples = new ConcurrentLinkedQueue<>();

    FalseLinks(Sample sample, Division division, Library library) {
        this.sample = sample;
        for (Kin kin : Kin.values()) {
            counts.put(kin, new Counts());
        }
        LargeBlocks large = sample.large(library.rules().largestBlock());
        Ladder ladder = library.ladder();
        Ladder trial = Library.trial().ladder();
        new BlockPairs(sample, large).forEach((one, other) -> {
            if (sample.citizen(one) == sample.citizen(other)) {
                ofOneCitizen.increment();
                return;
            }
            Counts of = of(one, other);
            of.compared.increment();
            if (ladder.rung(sample.normal(one), sample.normal(other), large).isPresent()) {
                of.linked.increment();
                examples.add(new int[] {one, other});
            }
            if (trial.rung(sample.normal(one), sample.normal(other), large).isPresent()) {
                of.trial.increment();
            }
        });
        for (int[] pair : division.falsePairs()) {
            of(pair[0], pair[1]).joined++;
            examples.add(pair);
        }
    }

    private Counts of(int one, int other) {
        Counts found = counts.get(sample.truth().kin(sample.citizen(one), sample.citizen(other)));
        if (found == null) {
            throw new IllegalStateException("every kin has counts");
        }
        return found;
    }

    /** Pairs of two citizens that the ladder was asked about. */
    long compared() {
        return counts.values().stream().mapToLong(of -> of.compared.sum()).sum();
    }

    long compared(Kin kin) {
        return counts.getOrDefault(kin, new Counts()).compared.sum();
    }

    /** Of these, those that it would link. */
    long linked() {
        return counts.values().stream().mapToLong(of -> of.linked.sum()).sum();
    }

    /** Pairs of two citizens that the division joined, directly or through others. */
    long joined() {
        return counts.values().stream().mapToLong(of -> of.joined).sum();
    }

    /** Pairs of two citizens that the trial's h′ takes for one. */
    long trial() {
        return counts.values().stream().mapToLong(of -> of.trial.sum()).sum();
    }

    void print(Report report) {
        report.line(
                "pairs of two people's records\tcompared\tlinked by our ladder\tjoined in the end\tlinked by the trial's h′");
        counts.forEach((kin, of) -> report.line(
                "%s\t%,d\t%,d\t%,d\t%,d", kin.words(), of.compared.sum(), of.linked.sum(), of.joined, of.trial.sum()));
        report.line("together\t%,d\t%,d\t%,d\t%,d", compared(), linked(), joined(), trial());
        report.line(
                "compared beside them, of one person: %,d; all pairs of %,d records: %,d",
                ofOneCitizen.sum(), sample.size(), sample.allPairs());
        report.line("rate of false links: %s", Report.bound(Math.max(linked(), joined()), compared()));
        List<int[]> shown = new ArrayList<>(examples);
        shown.stream().limit(EXAMPLES).forEach(pair -> example(report, pair));
    }

    /** All of it is made up. */
    private void example(Report report, int[] pair) {
        report.line(
                "FALSE LINK of %s",
                sample.truth()
                        .kin(sample.citizen(pair[0]), sample.citizen(pair[1]))
                        .words());
        report.line("  %s", Shown.of(sample.written(pair[0])));
        report.line("  %s", Shown.of(sample.written(pair[1])));
    }
}
