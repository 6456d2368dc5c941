package org.tsumugi.testbed.population;

import org.tsumugi.testbed.population.life.ChangeRates;
import org.tsumugi.testbed.population.writing.ErrorRates;

/**
 * How much changes and how much is mistaken.
 *
 * @param changes in the lives, each year
 * @param errors in what facilities write
 */
public record Rates(ChangeRates changes, ErrorRates errors) {

    /** Fitted changes and published errors. */
    public static Rates standard() {
        return new Rates(ChangeRates.standard(), ErrorRates.published());
    }
}
