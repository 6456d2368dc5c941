package org.tsumugi.search;

/**
 * A comparison of days, as FHIR's prefixes define it on the days that a date covers.
 *
 * @param comparison which
 * @param first the first day asked for; {@link Comparison#BEGINS_BY} and {@link Comparison#ENDS_BY} do not look at it
 * @param last the last day asked for; {@link Comparison#ENDS_FROM} and {@link Comparison#BEGINS_FROM} do not look at it
 */
public record DayTest(Comparison comparison, int first, int last) {

    /** What must hold. */
    public enum Comparison {
        /** Covers no other days ({@code eq}). */
        WITHIN,
        /** Covers another day ({@code ne}). */
        NOT_WITHIN,
        /** Ends on the first day or later ({@code ge}, {@code gt}). */
        ENDS_FROM,
        /** Begins on the last day or earlier ({@code le}, {@code lt}). */
        BEGINS_BY,
        /** Begins on the first day or later ({@code sa}). */
        BEGINS_FROM,
        /** Ends on the last day or earlier ({@code eb}). */
        ENDS_BY
    }

    /** Whether these days are asked for. */
    public boolean matches(Days days) {
        return switch (comparison) {
            case WITHIN -> days.first() >= first && days.last() <= last;
            case NOT_WITHIN -> days.first() < first || days.last() > last;
            case ENDS_FROM -> days.last() >= first;
            case BEGINS_BY -> days.first() <= last;
            case BEGINS_FROM -> days.first() >= first;
            case ENDS_BY -> days.last() <= last;
        };
    }
}
