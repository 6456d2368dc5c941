package org.tsumugi.hl7v2.meal;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** CWE fields that repeat. */
final class FieldConcepts {

    private FieldConcepts() {}

    /** One repetition; empty when nothing was sent there. */
    static Optional<CodeableConcept> of(Segment segment, int field, int repetition, MappingContext context) {
        return context.concepts()
                .concept(
                        CodedText.of(segment.field(field).repetitions().get(repetition)),
                        context.at(segment, field).repetition(repetition));
    }

    /** All repetitions, in the order sent. */
    static List<CodeableConcept> of(Segment segment, int field, MappingContext context) {
        return IntStream.range(0, segment.field(field).repetitions().size())
                .mapToObj(i -> of(segment, field, i, context))
                .flatMap(Optional::stream)
                .toList();
    }
}
