package org.tsumugi.testbed.population.writing;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.tsumugi.testbed.draw.Dice;

/** Writes birth dates; what it writes is always a date. */
final class DateClerk {

    /** 元年 − 1 of 明治, 大正, 昭和, 平成, 令和. */
    private static final int[] ERAS = {1867, 1911, 1925, 1988, 2018};

    private final ErrorRates rates;
    private final Dice dice;

    DateClerk(ErrorRates rates, Dice dice) {
        this.rates = rates;
        this.dice = dice;
    }

    LocalDate write(LocalDate birthDate) {
        if (dice.chance(rates.eraSlip())) {
            return eraSlip(birthDate);
        }
        if (dice.chance(rates.dayMonthSwapped()) && birthDate.getDayOfMonth() <= 12) {
            return LocalDate.of(birthDate.getYear(), birthDate.getDayOfMonth(), birthDate.getMonthValue());
        }
        if (dice.chance(rates.dateTyping())) {
            return typing(birthDate);
        }
        return dice.chance(rates.datePlaceholder()) ? birthDate.withDayOfYear(1) : birthDate;
    }

    /** The same year of the era before or after, which is never in the future. */
    private LocalDate eraSlip(LocalDate birthDate) {
        int era = ERAS.length - 1;
        while (era > 0 && birthDate.getYear() <= ERAS[era]) {
            era--;
        }
        int other = era > 0 && (era == ERAS.length - 1 || dice.chance(0.7)) ? era - 1 : era + 1;
        int year = birthDate.getYear() - ERAS[era] + ERAS[other];
        return year > 2020 ? birthDate.minusYears(ERAS[era] - (long) ERAS[era - 1]) : birthDate.withYear(year);
    }

    private LocalDate typing(LocalDate birthDate) {
        String digits = birthDate.toString().replace("-", "");
        for (int i = 0; i < 20; i++) {
            int at = dice.between(2, 7);
            int wrong = (digits.charAt(at) - '0' + dice.between(1, 9)) % 10;
            String typed = digits.substring(0, at) + wrong + digits.substring(at + 1);
            if (isPast(typed)) {
                return date(typed);
            }
        }
        return birthDate.plusDays(1);
    }

    private static boolean isPast(String typed) {
        try {
            return date(typed).getYear() <= 2020;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static LocalDate date(String typed) {
        return LocalDate.of(
                Integer.parseInt(typed.substring(0, 4)),
                Integer.parseInt(typed.substring(4, 6)),
                Integer.parseInt(typed.substring(6)));
    }
}
