package org.tsumugi.testbed.search.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Weighted;

/**
 * People of a region and all that its hospitals know of them from 2015 to 2025. A few have very many records: one in fifty more than five
 * times the mean.
 */
public final class SyntheticRegion {

    /** A group of readers whom about half of all people deny everything. */
    public static final String DENIED_BY_HALF = "denied-by-half";

    /** A group of readers whom few people deny everything. */
    public static final String DENIED_BY_FEW = "denied-by-few";

    private static final double HALF = 0.497;
    private static final double FEW = 0.05;
    private static final double TWO_FACILITIES = 0.12;
    private static final int FACILITIES = 60;

    /** The larger, the fewer have very many records. */
    private static final double EVENNESS = 0.02;

    private static final Weighted<String> FACILITY = Weighted.of(
            IntStream.range(0, FACILITIES)
                    .mapToObj(number -> String.valueOf(1319900000 + number))
                    .toList(),
            facility -> 1000 / (Integer.parseInt(facility) - 1319900000 + 1));

    private final RegionSize size;
    private final Vocabulary vocabulary;
    private final Histories histories;
    private final long[] recordsBefore;

    public SyntheticRegion(RegionSize size, Vocabulary vocabulary) {
        this.size = size;
        this.vocabulary = vocabulary;
        this.histories = new Histories(vocabulary);
        this.recordsBefore = recordsBefore(size);
    }

    /** Divides the records among the people; the last one's end is the number of all. */
    private static long[] recordsBefore(RegionSize size) {
        double[] upTo = new double[size.persons() + 1];
        for (int person = 0; person < size.persons(); person++) {
            double uniform = Dice.of(size.seed(), "records", person).uniform();
            upTo[person + 1] = upTo[person] + 1 / (uniform + EVENNESS);
        }
        long[] before = new long[upTo.length];
        for (int person = 0; person < before.length; person++) {
            before[person] = (long) (upTo[person] / upTo[size.persons()] * size.records());
        }
        before[size.persons()] = size.records();
        return before;
    }

    /** What it was made from. */
    public RegionSize size() {
        return size;
    }

    /** The names that its records bear. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** All people, made one after the other. */
    public Stream<SyntheticPerson> persons() {
        return IntStream.range(0, size.persons()).mapToObj(this::person);
    }

    SyntheticPerson person(int number) {
        Dice dice = Dice.of(size.seed(), "person", number);
        int birth = birth(dice);
        String gender = dice.chance(0.5) ? "male" : "female";
        Set<String> denials = denials(dice);
        int records = Math.toIntExact(recordsBefore[number + 1] - recordsBefore[number]);
        return new SyntheticPerson(number, birth, gender, denials, patients(number, records, dice));
    }

    private static int birth(Dice dice) {
        double year = dice.normal(1960, 20);
        long first = LocalDate.of(Math.min(2024, (int) year), 1, 1).toEpochDay();
        return Calendar.number(first + dice.below(365));
    }

    private static Set<String> denials(Dice dice) {
        Set<String> denials = new HashSet<>();
        if (dice.chance(HALF)) {
            denials.add(DENIED_BY_HALF);
        }
        if (dice.chance(FEW)) {
            denials.add(DENIED_BY_FEW);
        }
        return denials;
    }

    private List<SyntheticPatient> patients(int person, int records, Dice dice) {
        List<SyntheticPatient> patients = new ArrayList<>();
        String first = FACILITY.draw(dice);
        boolean two = dice.chance(TWO_FACILITIES);
        int elsewhere = two ? records / 3 : 0;
        Histories.History history = histories.of(dice);
        patients.add(patient(2 * person, first, history.records(records - elsewhere, dice), dice));
        if (two) {
            patients.add(patient(2 * person + 1, other(first, dice), history.records(elsewhere, dice), dice));
        }
        return patients;
    }

    private static SyntheticPatient patient(int number, String facility, List<SyntheticRecord> records, Dice dice) {
        return new SyntheticPatient(new UUID(dice.next(), dice.next()), number, facility, records);
    }

    private static String other(String facility, Dice dice) {
        String other = FACILITY.draw(dice);
        while (other.equals(facility)) {
            other = FACILITY.draw(dice);
        }
        return other;
    }
}
