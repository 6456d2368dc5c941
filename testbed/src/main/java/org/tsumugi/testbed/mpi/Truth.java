package org.tsumugi.testbed.mpi;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.name.TrueName;

/** Who the people of a region are to each other. */
final class Truth {

    private static final long NOBODY = -1;

    private final Map<Long, Facts> facts = new HashMap<>();

    /**
     * What is needed of one person.
     *
     * @param born as days since 1970
     * @param mother number of the citizen, as that of the father {@link #NOBODY} when not of the region
     * @param names hashes of all names ever borne, as written
     * @param reading hash of the last name as read
     * @param households ever lived in
     */
    private record Facts(
            long born, boolean male, long mother, long father, int[] names, int reading, long[] households) {}

    Truth(Region region, Collection<Long> of) {
        Set<Long> wanted = new HashSet<>(of);
        region.citizens(citizen -> {
            if (wanted.contains(citizen.id())) {
                facts.put(citizen.id(), facts(citizen));
            }
        });
    }

    private static Facts facts(Citizen citizen) {
        TrueName last = citizen.names().last();
        return new Facts(
                citizen.birthDate().toEpochDay(),
                citizen.sex() == Sex.MALE,
                citizen.mother().map(Citizen::id).orElse(NOBODY),
                citizen.father().map(Citizen::id).orElse(NOBODY),
                citizen.names().all().stream()
                        .mapToInt(since ->
                                (since.value().family() + " " + since.value().given()).hashCode())
                        .toArray(),
                (last.familyKana() + " " + last.givenKana()).hashCode(),
                citizen.households().all().stream()
                        .mapToLong(since -> since.value())
                        .toArray());
    }

    /** How two different citizens stand to each other. */
    Kin kin(long one, long other) {
        Facts a = of(one);
        Facts b = of(other);
        boolean sameDay = a.born == b.born;
        if (sameDay && a.mother != NOBODY && a.mother == b.mother) {
            return Kin.TWINS;
        }
        if ((a.father == other || b.father == one) && a.male && b.male && a.reading == b.reading) {
            return Kin.FATHER_AND_SON;
        }
        if (meet(a.households, b.households)) {
            return Kin.HOUSEHOLD;
        }
        boolean sameName =
                Arrays.stream(a.names).anyMatch(name -> Arrays.stream(b.names).anyMatch(its -> its == name));
        return sameDay && sameName && a.male == b.male ? Kin.NAMESAKES : Kin.OTHERS;
    }

    private static boolean meet(long[] ours, long[] theirs) {
        for (long one : ours) {
            for (long other : theirs) {
                if (one == other) {
                    return true;
                }
            }
        }
        return false;
    }

    private Facts of(long citizen) {
        Facts known = facts.get(citizen);
        if (known == null) {
            throw new IllegalArgumentException("a citizen without records");
        }
        return known;
    }
}
