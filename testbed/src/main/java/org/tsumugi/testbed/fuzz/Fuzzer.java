package org.tsumugi.testbed.fuzz;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.tsumugi.hl7v2.MappedFile.Verdict;

/** Damages files again and again and checks what the mapper makes of them. The same seed gives the same cases. */
public final class Fuzzer {

    private static final int MOST_DAMAGES = 3;

    private final Invariants invariants;
    private final List<Seed> seeds;
    private final Random random;
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);

    public Fuzzer(Invariants invariants, List<Seed> seeds, long seed) {
        this.invariants = invariants;
        this.seeds = List.copyOf(seeds);
        this.random = new Random(seed);
    }

    /** Told of each case that breaks an invariant. */
    @FunctionalInterface
    public interface Finding {
        /**
         * @param file the damaged file
         * @param broken what does not hold, in words without values of the file
         */
        void found(Seed file, List<String> broken);
    }

    /** Runs until told to stop; every file in turn. */
    public void run(BooleanSupplier goOn, Finding finding) {
        for (int i = 0; goOn.getAsBoolean(); i = (i + 1) % seeds.size()) {
            Seed damaged = damaged(seeds.get(i));
            try {
                Invariants.Result result = invariants.check(damaged);
                verdicts.merge(result.verdict(), 1L, Long::sum);
                if (!result.broken().isEmpty()) {
                    finding.found(damaged, result.broken());
                }
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                finding.found(damaged, List.of(e.getClass().getName()));
            }
        }
    }

    private Seed damaged(Seed file) {
        byte[] bytes = file.content();
        Mutation[] ways = Mutation.values();
        for (int i = 1 + random.nextInt(MOST_DAMAGES); i > 0 && bytes.length > 0; i--) {
            bytes = ways[random.nextInt(ways.length)].damage(bytes, random);
        }
        return new Seed(file.facility(), file.path(), bytes);
    }

    /** How many cases had which verdict so far. */
    public Map<Verdict, Long> verdicts() {
        return Map.copyOf(verdicts);
    }
}
