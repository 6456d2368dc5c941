package org.tsumugi.hl7v2.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.hl7v2.FieldAccount.Fate;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.message.Component;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.DataType;

/** The fate of every value of one segment, and the report of those that have none. */
final class Remainder {

    private final DataType dataType;
    private final Segment segment;
    private final SegmentFates fates;
    private final Ledger ledger;

    Remainder(DataType dataType, Segment segment, SegmentFates fates, Ledger ledger) {
        this.dataType = dataType;
        this.segment = segment;
        this.fates = fates;
        this.ledger = ledger;
    }

    /** A value that nobody spoke for, or of which only the first parts were read. */
    private record Value(int field, int repetition, int component, boolean inPart) {}

    void report() {
        if (fates.isReportedAsAWhole()) {
            return;
        }
        List<Value> left = new ArrayList<>();
        boolean anySpokenFor = false;
        for (int field = 1; field <= segment.size(); field++) {
            List<Repetition> repetitions = segment.field(field).repetitions();
            for (int repetition = 0; repetition < repetitions.size(); repetition++) {
                for (int component = 1; component <= repetitions.get(repetition).size(); component++) {
                    Component value = repetitions.get(repetition).component(component);
                    if (value.isEmpty()) {
                        continue;
                    }
                    boolean spokenFor = isSpokenFor(field, repetition, component, value);
                    anySpokenFor |= spokenFor;
                    if (!spokenFor || isMappedInPart(field, repetition, component, value)) {
                        left.add(new Value(field, repetition, component, spokenFor));
                    }
                }
            }
        }
        if (!left.isEmpty() && !anySpokenFor) {
            ledger.at(segment)
                    .report(
                            MappingIssueCode.SEGMENT_UNEXPECTED,
                            Severity.WARNING,
                            "a segment that is not read at this place of this data type");
        } else {
            left.forEach(this::report);
        }
    }

    private boolean isSpokenFor(int field, int repetition, int component, Component value) {
        return isMapped(fates, field, repetition, component, value)
                || fates.isReported(field, repetition, component)
                || ignored(dataType, segment, fates, field, repetition, component, value)
                        .isPresent();
    }

    /** A mark on a whole field or repetition is no word about the parts of it that nobody looked at. */
    private static boolean isMapped(SegmentFates fates, int field, int repetition, int component, Component value) {
        return value.isRead() && fates.isMapped(field, repetition, component);
    }

    /** Sub-components have no account of their own; those nobody looked at are in no resource. */
    private boolean isMappedInPart(int field, int repetition, int component, Component value) {
        return !value.isReadToTheEnd()
                && !fates.isReported(field, repetition, component)
                && isMapped(fates, field, repetition, component, value);
    }

    private void report(Value value) {
        Place place = ledger.at(segment, value.field());
        if (value.inPart()) {
            place.repetition(value.repetition())
                    .component(value.component())
                    .notMapped("sub-components that have no place in the resources");
        } else if (fates.isFieldMapped(value.field())) {
            place.repetition(value.repetition())
                    .component(value.component())
                    .notMapped("a part of the field that has no place in the resources");
        } else {
            place.notMapped("a value that has no place in the resources");
        }
    }

    static Optional<IgnoreRule> ignored(
            DataType dataType,
            Segment segment,
            SegmentFates fates,
            int field,
            int repetition,
            int component,
            Component value) {
        if (value.isExplicitNull()) {
            return Optional.of(IgnoreRule.EXPLICIT_NULL);
        }
        return IgnoredFields.rule(dataType, segment.id(), field, component, value.asSent())
                .or(() -> fates.ignored(field, repetition, component));
    }

    /** The fate of a field after the report, and the rule it is ignored by. */
    static FieldFate fate(DataType dataType, Segment segment, SegmentFates fates, int field) {
        List<Repetition> repetitions = segment.field(field).repetitions();
        IgnoreRule rule = null;
        boolean reported = fates.isReportedAsAWhole();
        for (int repetition = 0; repetition < repetitions.size(); repetition++) {
            for (int component = 1; component <= repetitions.get(repetition).size(); component++) {
                Component value = repetitions.get(repetition).component(component);
                if (value.isEmpty()) {
                    continue;
                }
                if (isMapped(fates, field, repetition, component, value)) {
                    return new FieldFate(Fate.MAPPED, "");
                }
                reported |= fates.isReported(field, repetition, component);
                if (rule == null) {
                    rule = ignored(dataType, segment, fates, field, repetition, component, value)
                            .orElse(null);
                }
            }
        }
        return rule == null || reported ? new FieldFate(Fate.REPORTED, "") : new FieldFate(Fate.IGNORED, rule.id());
    }

    record FieldFate(Fate fate, String rule) {}
}
