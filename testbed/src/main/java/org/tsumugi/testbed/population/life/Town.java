package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.name.GivenNames;
import org.tsumugi.testbed.population.name.Reading;
import org.tsumugi.testbed.population.name.TrueName;

/** One district while it is lived through: its people, employers and registers. */
final class Town {

    private static final int PERSONS_PER_EMPLOYER = 25;
    private static final int PHONE_FROM = 12;
    private static final double HAS_PHONE = 0.85;
    private static final int NAMES = 40;

    private final ChangeRates rates;
    private final Dice dice;
    private final int index;
    private final InsuranceDesk desk;
    private final List<Employer> employers = new ArrayList<>();
    private final List<Citizen> citizens = new ArrayList<>();
    private final Tally tally = new Tally();
    private int households;

    Town(ChangeRates rates, long seed, int index, int persons) {
        this.rates = rates;
        this.dice = Dice.of(seed, "district", index);
        this.index = index;
        Serials serials = new Serials(index);
        this.desk = new InsuranceDesk(serials);
        for (int i = 0; i < Math.max(3, persons / PERSONS_PER_EMPLOYER); i++) {
            employers.add(Employer.found(dice, serials));
        }
    }

    ChangeRates rates() {
        return rates;
    }

    Dice dice() {
        return dice;
    }

    /** All who ever lived here, in the order of their numbers. */
    List<Citizen> citizens() {
        return citizens;
    }

    Tally tally() {
        return tally;
    }

    Household household(boolean mobile, Home home) {
        return new Household(District.firstId(index) + households++, mobile, home);
    }

    Citizen settle(
            LocalDate day,
            Household household,
            Sex sex,
            LocalDate birthDate,
            TrueName name,
            @Nullable Citizen father,
            @Nullable Citizen mother) {
        if (citizens.size() == District.LARGEST) {
            throw new IllegalStateException("too many births in a district: fewer years are needed");
        }
        Citizen citizen = new Citizen(District.firstId(index) + citizens.size(), sex, birthDate, father, mother);
        citizen.names().set(birthDate, name);
        citizens.add(citizen);
        boolean phone = citizen.ageOn(day) >= PHONE_FROM && dice.chance(HAS_PHONE);
        citizen.mobiles().set(birthDate, phone ? mobile() : "");
        household.join(day, citizen);
        return citizen;
    }

    String mobile() {
        return dice.pick(List.of("070", "080", "090")) + "-0" + dice.digits(3) + "-" + dice.digits(4);
    }

    /** The given name that the parents choose, or another one while a member of the household has it already. */
    TrueName child(Household household, Supplier<TrueName> choice) {
        TrueName name = choice.get();
        for (int i = 0; i < NAMES && household.hasMemberNamed(name.given()); i++) {
            name = choice.get();
        }
        return name;
    }

    /** A given name for a child: now and then one that is read as the father's, for a twin often one with a character of the other's. */
    Reading givenName(Sex sex, int year, @Nullable Citizen father, @Nullable Citizen twin) {
        if (twin != null && twin.sex() == sex) {
            return GivenNames.forTwin(dice, sex, year, given(twin));
        }
        if (sex == Sex.MALE && father != null && dice.chance(rates.likeFather())) {
            Optional<Reading> like = GivenNames.otherSpelling(dice, sex, given(father));
            if (like.isPresent()) {
                return like.get();
            }
        }
        return GivenNames.draw(dice, sex, year);
    }

    private static Reading given(Citizen citizen) {
        TrueName name = citizen.names().last();
        return new Reading(name.given(), name.givenKana());
    }

    void hire(Citizen citizen) {
        Employer employer = dice.pick(employers);
        citizen.work(new Job(employer, employer.hire(dice, rates.numberReuse(), tally)));
    }

    /** The same employer, another number. */
    void renumber(Citizen citizen, Job job) {
        Employer employer = job.employer();
        citizen.work(new Job(employer, employer.hire(dice, 0, tally)));
    }

    void settle(LocalDate day, Household household) {
        desk.settle(day, household);
    }
}
