package org.tsumugi.hl7v2.account;

import java.util.Locale;
import java.util.Optional;
import org.tsumugi.hl7v2.storage.DataType;

/** Why a value that was understood is left out on purpose. */
public enum IgnoreRule {
    ENVELOPE("how the message travelled, not what the record says"),
    EVENT("when and by whom the message was made; the segments behind it say what happened"),
    SET_ID("numbers segments or repetitions; their order says the same"),
    DISPATCH("chooses how another field is read"),
    FIXED_BY_PROFILE("SS-MIX2 fixes the value; it says nothing about this patient"),
    EXPLICIT_NULL("the sender deletes the value; resources are made anew without it"),
    SAYS_NOTHING("a code for \"there is nothing to say\""),
    STATE_REPLACES("the file is the whole state; what the sender changed since the file before says nothing more"),
    DELETION("a delete message says only that something is gone"),
    REPEATS_ANOTHER_FIELD("another field of the message says the same"),
    TOLD_BY_ANOTHER_TYPE("another data type of the storage says it, in full"),
    NAMES_THE_VALUE("the words beside a code that stands for itself"),
    KEPT_AS_DOCUMENT("the message is a document of the extended storage; its readers get it as it was received"),
    TABLE_OF_NO_CODE("the table, or its version, of a code that was not sent");

    private final String reason;

    IgnoreRule(String reason) {
        this.reason = reason;
    }

    /** The name by which it is shown, such as {@code set-id}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule by which no mapper of a type reads a field, whatever stands in it; empty for fields that are read. */
    public static Optional<IgnoreRule> ofField(DataType type, String segment, int field) {
        return IgnoredFields.rule(type, segment, field, 1);
    }

    /** Why, in English. */
    public String reason() {
        return reason;
    }
}
