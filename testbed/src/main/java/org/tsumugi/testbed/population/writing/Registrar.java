package org.tsumugi.testbed.population.writing;

import java.time.LocalDate;
import java.util.List;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.life.Cover;
import org.tsumugi.testbed.population.life.Home;

/** The reception desks of all facilities. What one writes depends on the seed, the person and the facility alone. */
public final class Registrar {

    private final long seed;
    private final ErrorRates rates;

    public Registrar(long seed, ErrorRates rates) {
        this.seed = seed;
        this.rates = rates;
    }

    /**
     * What a facility believes after these visits. The name, address and telephone are those of the last, insurances of all.
     *
     * @param patient with the earliest visit first
     */
    public Entry enter(Citizen citizen, Attendance.Patient patient, Habits habits) {
        Dice dice = Dice.of(seed, "reception", citizen.id(), patient.facility(), patient.copy());
        List<LocalDate> visits = patient.visits();
        LocalDate last = visits.get(visits.size() - 1);
        List<PersonName> names = new NameClerk(rates, dice, habits).write(citizen, visits.get(0), last);
        LocalDate birthDate = new DateClerk(rates, dice).write(citizen.birthDate());
        List<Cover> covers = new CoverClerk(rates, dice, habits).copy(citizen, visits);
        Home home = citizen.homes().on(dice.chance(rates.addressKept()) ? visits.get(0) : last);
        return new Entry(
                names,
                sex(dice, citizen.sex()),
                birthDate,
                covers,
                home.postalCode(),
                phones(dice, citizen, home, last));
    }

    private Sex sex(Dice dice, Sex sex) {
        if (!dice.chance(rates.wrongSex())) {
            return sex;
        }
        return sex == Sex.MALE ? Sex.FEMALE : Sex.MALE;
    }

    private List<String> phones(Dice dice, Citizen citizen, Home home, LocalDate day) {
        if (dice.chance(rates.phoneMissing())) {
            return List.of();
        }
        String mobile = citizen.mobiles().on(day);
        if (mobile.isEmpty()) {
            return List.of(home.phone());
        }
        return dice.chance(0.4) ? List.of(home.phone(), mobile) : List.of(mobile);
    }
}
