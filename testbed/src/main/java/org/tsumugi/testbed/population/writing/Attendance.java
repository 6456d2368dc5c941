package org.tsumugi.testbed.population.writing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.person.Place;
import org.tsumugi.testbed.population.life.Citizen;

/**
 * Who goes where. Of ten people one goes nowhere, four to one facility, two to two, two to three and one to four to eight. The
 * facilities stand in a ring beside the places of the region; each is chosen near the home on the day of the first visit, the
 * nearest with one half, the next with one quarter and so on. In each later year a patient comes back with two fifths.
 */
public final class Attendance {

    private static final int[] FACILITIES = {0, 1, 1, 1, 1, 2, 2, 3, 3};
    private static final double COMES_BACK = 0.4;
    private static final int YEAR = 365;

    private final long seed;
    private final int facilities;
    private final LocalDate firstDay;
    private final LocalDate lastDay;
    private final double registeredTwice;

    /** @param registeredTwice how often a facility makes a second record */
    public Attendance(long seed, int facilities, LocalDate firstDay, LocalDate lastDay, double registeredTwice) {
        this.seed = seed;
        this.facilities = facilities;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.registeredTwice = registeredTwice;
    }

    /**
     * The records that facilities keep of one person.
     *
     * @return in the order of their first visits
     */
    public List<Patient> patients(Citizen citizen) {
        Dice dice = Dice.of(seed, "attendance", citizen.id());
        List<Patient> patients = new ArrayList<>();
        Set<Integer> chosen = new LinkedHashSet<>();
        int count =
                Math.min(facilities, dice.chance(0.1) ? dice.between(4, 8) : FACILITIES[dice.below(FACILITIES.length)]);
        for (int i = 0; i < count; i++) {
            visits(dice, citizen).ifPresent(visits -> {
                int facility = facility(dice, citizen, visits.get(0));
                if (chosen.add(facility)) {
                    register(dice, facility, visits, patients);
                }
            });
        }
        patients.sort(Comparator.comparing(Patient::firstVisit)
                .thenComparingInt(Patient::facility)
                .thenComparingInt(Patient::copy));
        return patients;
    }

    private void register(Dice dice, int facility, List<LocalDate> visits, List<Patient> patients) {
        int half = visits.size() / 2;
        if (half > 0 && dice.chance(2 * registeredTwice)) {
            patients.add(new Patient(facility, 0, visits.subList(0, half)));
            patients.add(new Patient(facility, 1, visits.subList(half, visits.size())));
        } else {
            patients.add(new Patient(facility, 0, visits));
        }
    }

    private int facility(Dice dice, Citizen citizen, LocalDate day) {
        int places = Place.all().size();
        int nearest = (int) ((long) citizen.homes().on(day).place() * facilities / places);
        int steps = Long.numberOfTrailingZeros(dice.next());
        return (nearest + steps) % facilities;
    }

    /** None for one who died before the region was looked at, or on the first day. */
    private Optional<List<LocalDate>> visits(Dice dice, Citizen citizen) {
        LocalDate from = citizen.birthDate().isAfter(firstDay) ? citizen.birthDate() : firstDay;
        LocalDate to = citizen.deathDate().orElse(lastDay);
        int days = (int) ChronoUnit.DAYS.between(from, to);
        if (days <= 0) {
            return Optional.empty();
        }
        List<LocalDate> visits = new ArrayList<>();
        int day = dice.below(days);
        visits.add(from.plusDays(day));
        for (int later = day + 1; later < days; later += YEAR) {
            int next = later + dice.below(YEAR);
            if (dice.chance(COMES_BACK) && next < days) {
                visits.add(from.plusDays(next));
            }
        }
        return Optional.of(visits);
    }

    /**
     * A person as one record of one facility.
     *
     * @param facility index, from 0
     * @param copy 1 for the second record of one patient, else 0
     * @param visits at least one, the earliest first
     */
    public record Patient(int facility, int copy, List<LocalDate> visits) {

        public Patient {
            visits = List.copyOf(visits);
        }

        LocalDate firstVisit() {
            return visits.get(0);
        }
    }
}
