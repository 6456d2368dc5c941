package org.tsumugi.search;

/**
 * A FHIR Quantity.
 *
 * @param value the number
 * @param system of the unit's code; empty where there is none
 * @param unit the unit's code; empty where there is none
 */
public record Amount(double value, String system, String unit) {

    public Amount {
        // zero has no sign
        value += 0.0;
    }
}
