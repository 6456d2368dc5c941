package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.draw.Digits;

/**
 * Who is insured how follows from age, work, family and home; the desk writes down what changed. Late elderly by their own number,
 * employees by the employer's, spouses and children without work through the employee, the others by the municipality.
 */
final class InsuranceDesk {

    /** 後期高齢者医療 begins on this birthday. */
    static final int LATE_ELDERLY_AGE = 75;

    private static final int GROWN = 30;

    private final Serials serials;

    InsuranceDesk(Serials serials) {
        this.serials = serials;
    }

    void settle(LocalDate day, Household household) {
        boolean national = false;
        for (Citizen member : household.members()) {
            Cover cover = cover(day, household, member);
            national |= cover.kind() == CoverKind.NATIONAL;
            member.covers().set(day, cover);
        }
        if (!national) {
            household.setNational(null);
        }
    }

    private Cover cover(LocalDate day, Household household, Citizen member) {
        if (household.isOnWelfare()) {
            return Cover.NONE;
        }
        if (member.ageOn(day) >= LATE_ELDERLY_AGE) {
            return lateElderly(household, member).cover(member);
        }
        Job job = member.job();
        if (job != null) {
            return job.policy().cover(member);
        }
        Job earned = jobOfEarner(day, household, member);
        return (earned == null ? national(household) : earned.policy()).cover(member);
    }

    private @Nullable Job jobOfEarner(LocalDate day, Household household, Citizen member) {
        Citizen spouse = member.spouse();
        if (spouse != null) {
            return jobOf(household, spouse);
        }
        if (member.ageOn(day) >= GROWN) {
            return null;
        }
        Job job = jobOf(household, member.father().orElse(null));
        return job == null ? jobOf(household, member.mother().orElse(null)) : job;
    }

    private static @Nullable Job jobOf(Household household, @Nullable Citizen earner) {
        return earner == null || !earner.isAlive() || earner.household() != household ? null : earner.job();
    }

    /** A union for each prefecture: a move to another gives another number. */
    private Policy lateElderly(Household household, Citizen member) {
        String insurer = Employer.checked("39" + household.home().prefecture() + "000");
        Policy known = member.lateElderly();
        if (known != null && known.insurer().equals(insurer)) {
            return known;
        }
        Policy policy = new Policy(CoverKind.LATE_ELDERLY, insurer, "", serials.next());
        member.setLateElderly(policy);
        return policy;
    }

    private Policy national(Household household) {
        Policy known = household.national();
        if (known != null) {
            return known;
        }
        String municipality = household.home().municipality();
        String number = serials.next();
        String symbol = Digits.checkDigit(municipality) % 2 == 0 ? "" : "国" + municipality.substring(3);
        Policy policy = new Policy(CoverKind.NATIONAL, Employer.checked(municipality), symbol, number);
        household.setNational(policy);
        return policy;
    }
}
