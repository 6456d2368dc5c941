package org.tsumugi.testbed.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import org.tsumugi.testbed.draw.Dice;

/**
 * バイタルサイン at one time.
 *
 * @param systolic mmHg
 * @param diastolic mmHg
 * @param pulse per minute
 * @param temperature degrees Celsius
 * @param saturation SpO2 in percent
 */
public record VitalSigns(
        LocalDateTime at, int systolic, int diastolic, int pulse, BigDecimal temperature, int saturation) {

    /** @param severity 0 well, 1 as ill as people who are admitted */
    public static VitalSigns measure(Dice dice, LocalDateTime at, double severity) {
        int systolic = whole(dice.normal(126, 13));
        return new VitalSigns(
                at,
                systolic,
                Math.min(systolic - 25, whole(dice.normal(74, 9))),
                whole(dice.normal(72 + 18 * severity, 8)),
                BigDecimal.valueOf(dice.normal(36.4 + 1.2 * severity, 0.3)).setScale(1, RoundingMode.HALF_EVEN),
                Math.min(100, whole(dice.normal(98 - 3 * severity, 1))));
    }

    private static int whole(double value) {
        return (int) Math.round(value);
    }
}
