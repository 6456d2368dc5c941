package org.tsumugi.hl7v2.mapping;

import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/** PV1 of a clinical message: the stay or visit it belongs to, which ADT messages tell in full. */
public final class Visit {

    private Visit() {}

    /** The stay or visit of the first PV1. The attending doctor and the department are contributed to the directory. */
    public static Optional<Reference> of(Message message, MappingContext context) {
        Optional<Segment> pv1 = message.first("PV1");
        pv1.ifPresent(segment -> {
            context.practitioners(segment, 7);
            context.department(segment, 10);
            for (int field : new int[] {2, 3, 6, 17, 36, 44, 45}) {
                context.at(segment, field).ignored(IgnoreRule.TOLD_BY_ANOTHER_TYPE);
            }
        });
        return pv1.flatMap(context::encounter);
    }

    /**
     * Contributes the people and the department of a PV1 that is no visit of its own, as in ADT-00 and ADT-61; those without a
     * number of their own are in no directory.
     */
    public static void directory(Segment pv1, MappingContext context) {
        for (int field : new int[] {7, 17}) {
            if (pv1.field(field).repetitions().stream()
                    .anyMatch(person -> !person.text(1).isBlank())) {
                context.practitioners(pv1, field);
            }
        }
        if (!pv1.text(10).isBlank()) {
            context.department(pv1, 10);
        }
    }
}
