package org.tsumugi.testbed.search.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Weighted;

/** What becomes of people: mostly the same diseases, drugs and tests again and again, now and then another one. */
final class Histories {

    private static final long FIRST_DAY = LocalDate.of(2015, 1, 1).toEpochDay();
    private static final int DAYS = (int) (LocalDate.of(2026, 1, 1).toEpochDay() - FIRST_DAY);
    private static final double USUAL = 0.7;

    private static final Weighted<Kind> KINDS = Weighted.of(Arrays.asList(Kind.values()), Kind::share);

    /** Tablets at a time. */
    private static final List<Double> DOSES = List.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1.0, 1.0, 2.0, 3.0);

    private final Vocabulary vocabulary;

    Histories(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** That of one person. */
    History of(Dice dice) {
        Map<Kind, int[]> usual = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            int[] codes = new int[kind.usual()];
            Arrays.setAll(codes, any -> vocabulary.draw(kind, dice));
            usual.put(kind, codes);
        }
        return new History(usual);
    }

    /** What one person usually has. */
    final class History {

        private final Map<Kind, int[]> usual;

        private History(Map<Kind, int[]> usual) {
            this.usual = usual;
        }

        List<SyntheticRecord> records(int wanted, Dice dice) {
            List<SyntheticRecord> records = new ArrayList<>(wanted);
            for (int i = 0; i < wanted; i++) {
                records.add(record(dice));
            }
            return records;
        }

        private SyntheticRecord record(Dice dice) {
            Kind kind = KINDS.draw(dice);
            int[] codes = usual.getOrDefault(kind, new int[0]);
            int code = dice.chance(USUAL) ? codes[dice.below(codes.length)] : vocabulary.draw(kind, dice);
            int day = Calendar.number(FIRST_DAY + dice.below(DAYS));
            return new SyntheticRecord(new UUID(dice.next(), dice.next()), kind, code, day, amount(kind, dice));
        }

        private static double amount(Kind kind, Dice dice) {
            return switch (kind) {
                case DISEASE -> 0;
                case DRUG -> dice.pick(DOSES);
                case TEST -> Math.round(10 * Math.max(1, dice.normal(110, 25))) / 10.0;
            };
        }
    }
}
