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

    private record Value(int field, int repetition, int component) {}

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
                    if (isSpokenFor(field, repetition, component, value)) {
                        anySpokenFor = true;
                    } else {
                        left.add(new Value(field, repetition, component));
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
        return fates.isMapped(field, repetition, component)
                || fates.isReported(field, repetition, component)
                || ignored(dataType, segment, fates, field, repetition, component, value)
                        .isPresent();
    }

    private void report(Value value) {
        Place place = ledger.at(segment, value.field());
        if (fates.isFieldMapped(value.field())) {
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
        return IgnoredFields.rule(dataType, segment.id(), field, component)
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
                if (fates.isMapped(field, repetition, component)) {
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
