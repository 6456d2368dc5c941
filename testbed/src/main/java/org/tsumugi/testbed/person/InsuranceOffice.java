package org.tsumugi.testbed.person;

import java.time.LocalDate;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Digits;

/** Insures people according to their age and home. */
final class InsuranceOffice {

    private static final int LATTER_STAGE_AGE = 75;

    private InsuranceOffice() {}

    static Insurance insure(Dice dice, LocalDate birthDate, Place home, LocalDate today) {
        if (!birthDate.plusYears(LATTER_STAGE_AGE).isAfter(today)) {
            return latterStage(dice, birthDate, home);
        }
        int age = birthDate.until(today).getYears();
        double national = age >= 65 ? 0.65 : 0.25;
        double ticket = dice.uniform();
        LocalDate from = today.minusYears(dice.between(3, 9))
                .withMonth(dice.pick(List.of(4, 4, 4, 7, 10)))
                .withDayOfMonth(1);
        boolean self = age >= 22 && dice.chance(age >= 65 ? 0.9 : 0.75);
        if (ticket < national) {
            return national(dice, home, from, self);
        }
        if (ticket < national + (1 - national) * 0.5) {
            return smallCompanies(dice, home, from, self);
        }
        return ticket < national + (1 - national) * 0.9
                ? company(dice, home, from, self)
                : mutualAid(dice, home, from, self);
    }

    private static Insurance latterStage(Dice dice, LocalDate birthDate, Place home) {
        return new Insurance(
                InsuranceKind.LATTER_STAGE,
                checked("39" + home.prefectureCode() + home.insurer()),
                home.prefecture() + "後期高齢者医療広域連合",
                "",
                dice.digits(8),
                "",
                birthDate.plusYears(LATTER_STAGE_AGE),
                true);
    }

    private static Insurance national(Dice dice, Place home, LocalDate from, boolean self) {
        String city = home.city().replaceAll("市.*区$", "市");
        return new Insurance(
                InsuranceKind.NATIONAL,
                checked(home.prefectureCode() + home.insurer()),
                city,
                dice.pick(List.of("", Digits.pad(dice.between(1, 40), 2) + "-" + dice.digits(2), "国" + dice.digits(2))),
                dice.digits(6),
                branch(dice, self),
                from,
                self);
    }

    private static Insurance smallCompanies(Dice dice, Place home, LocalDate from, boolean self) {
        return new Insurance(
                InsuranceKind.SMALL_COMPANIES,
                checked("01" + home.prefectureCode() + "001"),
                "全国健康保険協会" + home.prefecture().replaceAll("[都府県]$", "") + "支部",
                dice.digits(8),
                dice.digits(dice.between(1, 4)),
                branch(dice, self),
                from,
                self);
    }

    private static Insurance company(Dice dice, Place home, LocalDate from, boolean self) {
        int office = dice.between(1, 8);
        return new Insurance(
                InsuranceKind.COMPANY,
                checked("06" + home.prefectureCode() + "99" + office),
                "架空第" + office + "健康保険組合",
                Digits.fullWidth(dice.digits(dice.between(2, 4))),
                dice.digits(dice.between(3, 6)),
                branch(dice, self),
                from,
                self);
    }

    private static Insurance mutualAid(Dice dice, Place home, LocalDate from, boolean self) {
        return new Insurance(
                InsuranceKind.MUTUAL_AID,
                checked("34" + home.prefectureCode() + "991"),
                "公立学校共済組合" + home.prefecture().replaceAll("[都府県]$", "") + "支部",
                "公立" + home.prefecture().charAt(0),
                dice.digits(6),
                branch(dice, self),
                from,
                self);
    }

    private static String branch(Dice dice, boolean self) {
        return self ? "00" : Digits.pad(dice.between(1, 4), 2);
    }

    private static String checked(String digits) {
        return digits + Digits.checkDigit(digits);
    }
}
