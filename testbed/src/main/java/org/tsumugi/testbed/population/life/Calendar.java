package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.life.Happening.Kind;

/** Draws what may happen to the people of a district in one year; whether it still can on its day is seen then. */
final class Calendar {

    /** A rough Gompertz curve: 0.2 % at 50, 5 % at 80, 12 % at 90. */
    private static final double[] MORTALITY = mortality();

    private static final double PHONE_FOR_YOUTH = 0.4;
    private static final double TIED = 0.06;

    private final ChangeRates rates;
    private final Dice dice;
    private final LocalDate newYear;
    private final List<Happening> happenings = new ArrayList<>();

    private Calendar(Town town, LocalDate newYear) {
        this.rates = town.rates();
        this.dice = town.dice();
        this.newYear = newYear;
    }

    static List<Happening> of(Town town, LocalDate newYear) {
        Calendar calendar = new Calendar(town, newYear);
        for (Citizen citizen : town.citizens()) {
            if (citizen.isAlive()) {
                calendar.draw(citizen);
            }
        }
        calendar.happenings.sort(Happening.BY_DAY);
        return calendar.happenings;
    }

    private void draw(Citizen who) {
        int age = who.ageOn(newYear);
        drawWork(who, age);
        drawFamily(who, age);
        if (who.household().isHead(who)) {
            drawHousehold(who);
        }
        if (age == InsuranceDesk.LATE_ELDERLY_AGE - 1) {
            add(birthday(who, InsuranceDesk.LATE_ELDERLY_AGE), Kind.TURNS_LATE_ELDERLY, who);
        }
        boolean youth = age >= 12 && age < 20 && who.mobiles().last().isEmpty();
        perhaps(youth ? PHONE_FOR_YOUTH : rates.phoneChange(), Kind.CHANGES_PHONE, who);
        perhaps(MORTALITY[Math.min(Math.max(age, 0), MORTALITY.length - 1)], Kind.DIES, who);
    }

    private void drawWork(Citizen who, int age) {
        if (who.job() != null) {
            boolean mobile = who.household().isMobile();
            perhaps(mobile ? rates.jobChangeMobile() : rates.jobChangeSettled(), Kind.CHANGES_JOB, who);
            perhaps(rates.renumbering(), Kind.IS_RENUMBERED, who);
            if (age >= 60) {
                perhaps(rates.retirement(), Kind.RETIRES, who);
            }
        } else if (age >= 18 && age < 30 && who.spouse() == null) {
            perhaps(rates.leavingHome(), Kind.LEAVES_HOME, who);
        } else if (age >= 22 && age < 60) {
            perhaps(who.household().isMobile() ? rates.jobFound() : rates.jobFound() * TIED, Kind.FINDS_JOB, who);
        }
    }

    private void drawFamily(Citizen who, int age) {
        if (who.sex() != Sex.FEMALE || age < 20) {
            return;
        }
        if (who.spouse() == null) {
            if (age <= 45) {
                perhaps(rates.marriage(), Kind.MARRIES, who);
            }
            return;
        }
        if (age < 70) {
            perhaps(rates.divorce(), Kind.DIVORCES, who);
        }
        if (age >= 22 && age <= 40) {
            perhaps(rates.birth(), Kind.GIVES_BIRTH, who);
        }
    }

    private void drawHousehold(Citizen head) {
        Household household = head.household();
        perhaps(household.isMobile() ? rates.moveMobile() : rates.moveSettled(), Kind.HOUSEHOLD_MOVES, head);
        if (household.isOnWelfare()) {
            perhaps(rates.welfareEnds(), Kind.WELFARE_ENDS, head);
        } else {
            perhaps(rates.welfareBegins(), Kind.WELFARE_BEGINS, head);
        }
        if (household.national() != null && head.job() == null) {
            perhaps(rates.renumbering(), Kind.IS_RENUMBERED, head);
        }
    }

    private void perhaps(double rate, Kind kind, Citizen who) {
        if (dice.chance(rate)) {
            add(newYear.plusDays(dice.below(365)), kind, who);
        }
    }

    private void add(LocalDate day, Kind kind, Citizen who) {
        happenings.add(new Happening(day, happenings.size(), kind, who));
    }

    private static LocalDate birthday(Citizen who, int age) {
        LocalDate day = who.birthDate().plusYears(age);
        return who.ageOn(day) < age ? day.plusDays(1) : day;
    }

    private static double[] mortality() {
        double[] byAge = new double[111];
        for (int age = 0; age < byAge.length; age++) {
            byAge[age] = Math.min(1, 0.000018 * StrictMath.exp(0.098 * age));
        }
        byAge[byAge.length - 1] = 1;
        return byAge;
    }
}
