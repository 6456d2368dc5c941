package org.tsumugi.hl7v2.mapping;

import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.issue.Unmapped;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/** PV1 of a clinical message: the stay it belongs to. The stay itself is told by ADT messages. */
public final class Visit {

    private Visit() {}

    /** The stay of the first PV1. The attending doctor and the department are contributed to the directory. */
    public static Optional<Reference> of(Message message, MappingContext context) {
        Optional<Segment> pv1 = message.first("PV1");
        pv1.ifPresent(segment -> {
            context.practitioners(segment, 7);
            context.department(segment, 10);
            Unmapped.fields(context.issues(), segment, 1, 2, 7, 10, 44);
        });
        return pv1.flatMap(context::stay);
    }
}
