package org.tsumugi.hl7v2;

import java.util.List;

/**
 * What became of every value of one message. Each field that has a value ends in exactly one {@link Fate}, so that
 * {@code mapped + ignored + reported = fields}, always.
 */
public interface FieldAccount {

    /** The account of a file of which no message was read: quarantined, not supported, or superseded. */
    FieldAccount NOTHING_READ = new FieldAccount() {
        @Override
        public List<Entry> entries() {
            return List.of();
        }

        @Override
        public List<TracedElement> elements() {
            return List.of();
        }
    };

    /** The three ends of a field. */
    enum Fate {
        /** At least one of its values is in a resource. A part of it that is not has an issue, or is ignored by a rule. */
        MAPPED,
        /** Left out by a rule, with a reason. */
        IGNORED,
        /** Not understood: there is an issue about it. */
        REPORTED
    }

    /**
     * One field that has a value.
     *
     * @param segment with its 1-based occurrence, such as {@code PRB[2]}
     * @param field such as {@code PRB-3}
     * @param fate what became of it
     * @param rule the rule it was ignored by, such as {@code set-id}; empty for the other two fates
     */
    record Entry(String segment, String field, Fate fate, String rule) {}

    /** Every field that has a value, in the order of the message. */
    List<Entry> entries();

    /**
     * Every element with a value of the resources that this file alone would give, with the places of the message it was made
     * from. Computed when asked for, as only people and tests ask.
     */
    List<TracedElement> elements();

    /** How many fields had this fate. */
    default long count(Fate fate) {
        return entries().stream().filter(entry -> entry.fate() == fate).count();
    }
}
