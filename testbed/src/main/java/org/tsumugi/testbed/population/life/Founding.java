package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.name.ForeignFamily;
import org.tsumugi.testbed.population.name.NameOffice;
import org.tsumugi.testbed.population.name.Reading;
import org.tsumugi.testbed.population.name.Surnames;
import org.tsumugi.testbed.population.name.TrueName;

/**
 * Peoples a district on the first day with households of the kinds and about the shares of the national census: of one person,
 * couples, parents with children, one parent with children, three generations.
 */
final class Founding {

    private static final double ON_WELFARE = 0.02;

    private final Town town;
    private final Dice dice;
    private final LocalDate today;
    private final List<Citizen> singles = new ArrayList<>();
    private int strangers;

    Founding(Town town, LocalDate today) {
        this.town = town;
        this.dice = town.dice();
        this.today = today;
    }

    void people(int persons) {
        strangers = strangers(persons);
        while (town.citizens().size() < persons) {
            household(persons - town.citizens().size());
        }
    }

    private int strangers(int persons) {
        double wanted = persons * town.rates().strangerPairs();
        return (int) wanted + (dice.chance(wanted - (int) wanted) ? 1 : 0);
    }

    private void household(int room) {
        boolean foreign = dice.chance(town.rates().foreign());
        Household household = town.household(dice.chance(town.rates().mobileShare()), Home.draw(dice));
        household.setOnWelfare(dice.chance(ON_WELFARE));
        Family family = new Family(household, foreign);
        double ticket = dice.uniform();
        if (room < 8 || ticket < 0.36) {
            single(family);
        } else if (ticket < 0.58) {
            family.couple(dice.chance(0.6) ? dice.between(60, 90) : dice.between(26, 59));
        } else if (ticket < 0.83) {
            family.children(family.couple(dice.between(27, 62)), dice.between(1, 3));
        } else if (ticket < 0.91) {
            family.children(family.parent(dice.between(25, 55)), dice.between(1, 2));
        } else {
            family.threeGenerations();
        }
        work(household);
        town.settle(today, household);
    }

    private void work(Household household) {
        for (Citizen member : household.members()) {
            if (!household.isOnWelfare() && dice.chance(employed(member.sex(), member.ageOn(today)))) {
                town.hire(member);
            }
        }
    }

    private static double employed(Sex sex, int age) {
        boolean man = sex == Sex.MALE;
        if (age < 18 || age >= InsuranceDesk.LATE_ELDERLY_AGE) {
            return 0;
        }
        if (age < 22) {
            return 0.25;
        }
        if (age < 60) {
            return man ? 0.82 : 0.6;
        }
        if (age < 65) {
            return man ? 0.55 : 0.35;
        }
        return man ? 0.2 : 0.1;
    }

    /** Lives alone; some of them are strangers to another one with whom they share name, sex and birth date. */
    private void single(Family family) {
        if (!family.isForeign() && strangers > 0 && !singles.isEmpty()) {
            Citizen other = singles.remove(dice.below(singles.size()));
            family.member(other.sex(), other.birthDate(), other.names().last(), null, null);
            strangers--;
            town.tally().strangerPair();
            return;
        }
        double ticket = dice.uniform();
        int age = ticket < 0.33 ? dice.between(19, 39) : ticket < 0.53 ? dice.between(40, 64) : dice.between(65, 93);
        Citizen single = family.adult(sex(), age);
        if (!family.isForeign() && age < 70) {
            singles.add(single);
        }
    }

    private Sex sex() {
        return dice.chance(0.5) ? Sex.MALE : Sex.FEMALE;
    }

    private LocalDate birthDate(int age) {
        return today.minusYears(age).minusDays(dice.below(365));
    }

    /** A household while it is peopled. */
    private final class Family {

        private final Household household;
        private final @Nullable ForeignFamily origin;
        private final Reading surname;

        Family(Household household, boolean foreign) {
            this.household = household;
            this.origin = foreign ? NameOffice.foreign(dice) : null;
            this.surname = Surnames.draw(dice);
        }

        boolean isForeign() {
            return origin != null;
        }

        Citizen member(
                Sex sex, LocalDate birthDate, TrueName name, @Nullable Citizen father, @Nullable Citizen mother) {
            return town.settle(today, household, sex, birthDate, name, father, mother);
        }

        Citizen adult(Sex sex, int age) {
            LocalDate birthDate = birthDate(age);
            return member(sex, birthDate, name(sex, birthDate.getYear(), surname), null, null);
        }

        private TrueName name(Sex sex, int year, Reading family) {
            if (origin != null) {
                return origin.member(dice, sex, year, town.rates().usualName());
            }
            return NameOffice.japanese(dice, family, sex, year);
        }

        Couple couple(int age) {
            return married(adult(Sex.MALE, age));
        }

        /** Marries somebody with a wife who came into the household, mostly taking its name. */
        private Couple married(Citizen husband) {
            int age = Math.max(20, husband.ageOn(today) + 2 - dice.below(7));
            LocalDate birthDate = birthDate(age);
            Reading maiden = Surnames.draw(dice);
            Citizen wife = member(Sex.FEMALE, birthDate, name(Sex.FEMALE, birthDate.getYear(), maiden), null, null);
            wife.marry(husband);
            LocalDate wedding = birthDate.plusYears(20L + dice.below(Math.min(14, age - 19)));
            if (origin == null) {
                if (dice.chance(town.rates().husbandTakesName())) {
                    husband.takeFamily(wedding, maiden);
                } else {
                    wife.takeFamily(wedding, surname);
                }
            }
            return new Couple(husband, wife);
        }

        Couple parent(int age) {
            return dice.chance(0.86)
                    ? new Couple(null, adult(Sex.FEMALE, age))
                    : new Couple(adult(Sex.MALE, age), null);
        }

        void children(Couple parents, int count) {
            int parent = parents.youngest(today);
            int oldest = Math.min(29, parent - 20);
            for (int i = 0; i < count && oldest >= 0; i++) {
                int age = dice.between(Math.min(oldest, Math.max(0, parent - 38)), oldest);
                child(parents, birthDate(age));
            }
        }

        private void child(Couple parents, LocalDate birthDate) {
            Citizen first = born(parents, sex(), birthDate, null);
            if (dice.chance(town.rates().twins())) {
                Sex other = dice.chance(0.64) ? first.sex() : sex();
                born(parents, other, birthDate, first);
            }
        }

        private Citizen born(Couple parents, Sex sex, LocalDate birthDate, @Nullable Citizen twin) {
            int year = birthDate.getYear();
            TrueName name = town.child(household, () -> {
                TrueName drawn = name(sex, year, parents.family());
                return origin == null ? drawn.withGiven(town.givenName(sex, year, parents.father(), twin)) : drawn;
            });
            return member(sex, birthDate, name, parents.father(), parents.mother());
        }

        void threeGenerations() {
            Couple grandparents = couple(dice.between(60, 88));
            int age = Math.min(58, grandparents.youngest(today) - dice.between(22, 32));
            LocalDate birthDate = birthDate(age);
            Citizen heir = born(grandparents, Sex.MALE, birthDate, null);
            if (age < 25) {
                return;
            }
            children(marriedHeir(heir, grandparents), dice.between(1, 2));
        }

        /** The household's name is the grandparents' now. */
        private Couple marriedHeir(Citizen heir, Couple grandparents) {
            Family younger = new Family(household, isForeign());
            Reading maiden = younger.surname;
            int age = Math.max(20, heir.ageOn(today) - dice.below(6));
            LocalDate birthDate = birthDate(age);
            Citizen wife = younger.member(
                    Sex.FEMALE, birthDate, younger.name(Sex.FEMALE, birthDate.getYear(), maiden), null, null);
            wife.marry(heir);
            if (!isForeign()) {
                wife.takeFamily(birthDate.plusYears(20), grandparents.family());
            }
            return new Couple(heir, wife);
        }
    }

    /** Parents, one of whom may be missing. */
    private record Couple(
            @Nullable Citizen father, @Nullable Citizen mother) {

        Citizen either() {
            Citizen one = father == null ? mother : father;
            if (one == null) {
                throw new IllegalStateException("children need a parent");
            }
            return one;
        }

        Reading family() {
            return either().names().last().familyReading();
        }

        int youngest(LocalDate day) {
            return mother == null ? either().ageOn(day) : mother.ageOn(day);
        }
    }
}
