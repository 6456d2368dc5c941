package org.tsumugi.testbed.population.writing;

import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.temporal.ChronoField;
import org.tsumugi.testbed.draw.Digits;

/** Dates with the letter of the era, such as {@code S35.04.01}. */
final class Eras {

    private static final String LETTERS = "MTSHR";

    private Eras() {}

    static String write(LocalDate day) {
        JapaneseDate date = JapaneseDate.from(day);
        int era = date.getEra().getValue() - JapaneseEra.MEIJI.getValue();
        return LETTERS.charAt(era)
                + Digits.pad(date.get(ChronoField.YEAR_OF_ERA), 2) + "."
                + Digits.pad(day.getMonthValue(), 2) + "."
                + Digits.pad(day.getDayOfMonth(), 2);
    }
}
