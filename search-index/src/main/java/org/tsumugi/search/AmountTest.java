package org.tsumugi.search;

/**
 * A comparison of amounts. Numbers are compared as they are; nothing is converted from one unit to another.
 *
 * @param comparison which
 * @param value the number to compare with
 * @param system of the unit's code; empty where any will do
 * @param unit the unit's code; empty where any will do
 */
public record AmountTest(Comparison comparison, double value, String system, String unit) {

    /** What must hold of the number. */
    public enum Comparison {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL
    }

    public AmountTest {
        // zero has no sign
        value += 0.0;
    }

    /** Whether this amount is asked for. */
    public boolean matches(Amount amount) {
        return (unit.isEmpty() || unit.equals(amount.unit()))
                && (unit.isEmpty() || system.isEmpty() || system.equals(amount.system()))
                && holds(Double.compare(amount.value(), value));
    }

    private boolean holds(int order) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
        };
    }
}
