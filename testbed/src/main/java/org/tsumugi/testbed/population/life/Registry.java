package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.name.NameOffice;
import org.tsumugi.testbed.population.name.Reading;
import org.tsumugi.testbed.population.name.TrueName;

/** Writes down what happens, as far as it still can: the dead do not move, and nobody marries twice. */
final class Registry {

    private static final int SUITORS = 24;
    private static final int GROWN = 20;
    private static final double KEEPS_JOB = 0.7;
    private static final double MOVES_OUT = 0.5;
    private static final double STAYS_WITH_MOTHER = 0.85;

    private final Town town;
    private final Dice dice;

    Registry(Town town) {
        this.town = town;
        this.dice = town.dice();
    }

    void write(Happening happening) {
        Citizen who = happening.who();
        LocalDate day = happening.day();
        if (!who.isAlive()) {
            return;
        }
        switch (happening.kind()) {
            case TURNS_LATE_ELDERLY -> stopsWorking(day, who);
            case CHANGES_JOB -> changesJob(day, who);
            case FINDS_JOB -> findsJob(day, who);
            case RETIRES -> stopsWorking(day, who);
            case IS_RENUMBERED -> isRenumbered(day, who);
            case HOUSEHOLD_MOVES -> moves(day, who.household());
            case LEAVES_HOME -> leavesHome(day, who);
            case MARRIES -> marries(day, who);
            case DIVORCES -> divorces(day, who);
            case GIVES_BIRTH -> givesBirth(day, who);
            case DIES -> dies(day, who);
            case WELFARE_BEGINS -> welfareBegins(day, who.household());
            case WELFARE_ENDS -> welfareEnds(day, who.household());
            case CHANGES_PHONE -> who.mobiles().set(day, town.mobile());
        }
    }

    private void stopsWorking(LocalDate day, Citizen who) {
        leavesEmployer(who);
        town.settle(day, who.household());
    }

    private void leavesEmployer(Citizen who) {
        Job job = who.job();
        if (job != null) {
            job.employer().leaves(job.policy());
            who.work(null);
        }
    }

    private void changesJob(LocalDate day, Citizen who) {
        if (who.job() == null) {
            return;
        }
        leavesEmployer(who);
        if (!dice.chance(town.rates().betweenJobs())) {
            town.hire(who);
        }
        town.settle(day, who.household());
    }

    private void findsJob(LocalDate day, Citizen who) {
        if (who.job() == null && !who.household().isOnWelfare()) {
            town.hire(who);
            town.settle(day, who.household());
        }
    }

    private void isRenumbered(LocalDate day, Citizen who) {
        Job job = who.job();
        if (job != null) {
            town.renumber(who, job);
        } else {
            who.household().setNational(null);
        }
        town.settle(day, who.household());
    }

    private void moves(LocalDate day, Household household) {
        boolean elsewhere = dice.chance(town.rates().elsewhere());
        household.move(day, elsewhere ? Home.draw(dice) : household.home().near(dice));
        town.settle(day, household);
    }

    private void leavesHome(LocalDate day, Citizen who) {
        if (who.job() != null || who.spouse() != null || who.household().isOnWelfare()) {
            return;
        }
        town.hire(who);
        if (dice.chance(MOVES_OUT) && who.household().members().size() > 1) {
            movesOut(day, who);
        }
        town.settle(day, who.household());
    }

    /** Founds a household of one, here or elsewhere. */
    private void movesOut(LocalDate day, Citizen who) {
        Household left = who.household();
        Home home = dice.chance(town.rates().elsewhere())
                ? Home.draw(dice)
                : left.home().near(dice);
        left.leave(who);
        town.household(left.isMobile(), home).join(day, who);
        town.settle(day, left);
    }

    private void marries(LocalDate day, Citizen bride) {
        Citizen groom = bride.spouse() == null ? suitor(day, bride) : null;
        if (groom == null) {
            return;
        }
        bride.marry(groom);
        if (groom.household().members().size() > 1) {
            movesOut(day, groom);
        }
        Household parents = bride.household();
        parents.leave(bride);
        groom.household().join(day, bride);
        childrenFollow(day, bride, parents);
        shareName(day, bride, groom);
        if (!dice.chance(KEEPS_JOB)) {
            leavesEmployer(bride);
        }
        town.settle(day, parents);
        town.settle(day, groom.household());
    }

    private void shareName(LocalDate day, Citizen bride, Citizen groom) {
        TrueName hers = bride.names().last();
        TrueName his = groom.names().last();
        if (hers.foreign() || his.foreign()) {
            return;
        }
        if (dice.chance(town.rates().husbandTakesName())) {
            groom.takeFamily(day, hers.familyReading());
        } else {
            bride.takeFamily(day, his.familyReading());
        }
    }

    private void childrenFollow(LocalDate day, Citizen mother, Household left) {
        for (Citizen child : List.copyOf(left.members())) {
            if (child.mother().orElse(null) == mother && child.ageOn(day) < GROWN) {
                left.leave(child);
                mother.household().join(day, child);
            }
        }
    }

    private @Nullable Citizen suitor(LocalDate day, Citizen bride) {
        int age = bride.ageOn(day);
        for (int i = 0; i < SUITORS; i++) {
            Citizen other = dice.pick(town.citizens());
            if (other.sex() == Sex.MALE
                    && other.isAlive()
                    && other.spouse() == null
                    && other.ageOn(day) >= GROWN
                    && Math.abs(other.ageOn(day) - age) <= 8
                    && other.household() != bride.household()
                    && !areSiblings(other, bride)) {
                return other;
            }
        }
        return null;
    }

    private static boolean areSiblings(Citizen one, Citizen other) {
        return (one.mother().isPresent() && one.mother().equals(other.mother()))
                || (one.father().isPresent() && one.father().equals(other.father()));
    }

    private void divorces(LocalDate day, Citizen wife) {
        Citizen husband = wife.spouse();
        if (husband == null) {
            return;
        }
        wife.divorce();
        Household left = wife.household();
        movesOut(day, wife);
        if (dice.chance(STAYS_WITH_MOTHER)) {
            childrenFollow(day, wife, left);
        }
        Citizen renamed = wife.formerFamily() != null ? wife : husband;
        if (dice.chance(town.rates().nameResumed())) {
            renamed.resumeFamily(day);
            childrenTakeName(day, renamed);
        }
        town.settle(day, left);
        town.settle(day, wife.household());
    }

    private void childrenTakeName(LocalDate day, Citizen parent) {
        Reading family = parent.names().last().familyReading();
        for (Citizen member : parent.household().members()) {
            boolean own =
                    member.mother().orElse(null) == parent || member.father().orElse(null) == parent;
            if (own && !member.names().last().foreign() && member.ageOn(day) < GROWN && dice.chance(0.7)) {
                member.names().set(day, member.names().last().withFamily(family));
            }
        }
    }

    private void givesBirth(LocalDate day, Citizen mother) {
        Citizen father = mother.spouse();
        if (father == null) {
            return;
        }
        Citizen child = born(day, mother, father, sex(), null);
        if (dice.chance(town.rates().twins())) {
            born(day, mother, father, dice.chance(0.64) ? child.sex() : sex(), child);
        }
        town.settle(day, mother.household());
    }

    private Citizen born(LocalDate day, Citizen mother, Citizen father, Sex sex, @Nullable Citizen twin) {
        TrueName parent =
                (father.names().last().foreign() ? mother : father).names().last();
        TrueName name = town.child(
                mother.household(),
                () -> parent.foreign()
                        ? NameOffice.foreignChild(dice, parent, sex)
                        : NameOffice.japanese(dice, parent.familyReading(), sex, day.getYear())
                                .withGiven(town.givenName(sex, day.getYear(), father, twin)));
        return town.settle(day, mother.household(), sex, day, name, father, mother);
    }

    private Sex sex() {
        return dice.chance(0.513) ? Sex.MALE : Sex.FEMALE;
    }

    private void dies(LocalDate day, Citizen who) {
        Household left = who.household();
        leavesEmployer(who);
        who.dies(day);
        town.settle(day, left);
    }

    private void welfareBegins(LocalDate day, Household household) {
        household.setOnWelfare(true);
        household.members().forEach(this::leavesEmployer);
        town.settle(day, household);
    }

    private void welfareEnds(LocalDate day, Household household) {
        household.setOnWelfare(false);
        town.settle(day, household);
    }
}
