package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.List;

/**
 * A part of the region that was lived through.
 *
 * @param citizens all who ever lived in it, in the order of their numbers
 * @param strangerPairs pairs of strangers that were given equal name, sex and birth date
 * @param reusedNumbers how often an insured number was given that another one had had before
 */
public record District(List<Citizen> citizens, int strangerPairs, int reusedNumbers) {

    /** How many can ever live in one district. */
    static final int LARGEST = 1 << 16;

    /** People in a district on the first day. */
    public static final int PERSONS = 2_000;

    public District {
        citizens = List.copyOf(citizens);
    }

    /**
     * Lives through the years.
     *
     * @param index of the district, from 0
     * @param persons on the first day
     */
    public static District live(ChangeRates rates, long seed, int index, int persons, LocalDate firstDay, int years) {
        Town town = new Town(rates, seed, index, persons);
        new Founding(town, firstDay).people(persons);
        Registry registry = new Registry(town);
        for (int year = 0; year < years; year++) {
            Calendar.of(town, firstDay.plusYears(year)).forEach(registry::write);
        }
        return new District(
                town.citizens(), town.tally().strangerPairs(), town.tally().reusedNumbers());
    }

    /** The number of the district in which a citizen lives. */
    public static int of(long citizen) {
        return (int) (citizen / LARGEST);
    }

    /** The place of a citizen among the district's. */
    public static int placeOf(long citizen) {
        return (int) (citizen % LARGEST);
    }

    static long firstId(int district) {
        return (long) district * LARGEST;
    }
}
