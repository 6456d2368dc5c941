package org.tsumugi.hl7v2.labresult;

import java.util.List;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.CollectionTime;

/** TQ1: when it is to be done (-7, -8), how urgent it is (-9), instructions (-11) and what follows it (-12). */
final class LabOrderTimes {

    private final MappingContext context;

    LabOrderTimes(MappingContext context) {
        this.context = context;
    }

    void set(List<Segment> timings, ServiceRequest request) {
        for (Segment tq1 : timings) {
            if (!request.hasOccurrence()) {
                CollectionTime.of(tq1, 7, 8, context.ledger()).ifPresent(request::setOccurrence);
            }
            for (int i = 0; i < tq1.field(9).repetitions().size(); i++) {
                priority(
                        CodedText.of(tq1.field(9).repetitions().get(i)),
                        context.at(tq1, 9).repetition(i),
                        request);
            }
            String instruction = FreeText.of(tq1.field(11));
            if (!instruction.isEmpty()) {
                context.at(tq1, 11).gives(request.addNote().setText(instruction).getTextElement());
            }
            conjunction(tq1, request);
        }
    }

    /** The first that FHIR has a code for is the priority; its words say the same. Everything else is kept beside it. */
    private void priority(CodedText sent, Place place, ServiceRequest request) {
        ServiceRequestPriority known = known(sent.first());
        boolean taken = known != null && !request.hasPriority();
        if (taken) {
            request.setPriority(known);
            place.component(1).gives(request.getPriorityElement());
            place.ignored(IgnoreRule.NAMES_THE_VALUE);
        }
        if (!taken || !sent.second().code().isEmpty()) {
            context.concepts()
                    .concept(sent, place)
                    .ifPresent(concept -> request.addExtension(TsumugiExtensions.url("priority"), concept));
        }
    }

    private static @Nullable ServiceRequestPriority known(CodedText.Code code) {
        if (!code.table().isEmpty() && !code.table().equals("HL70485")) {
            return null;
        }
        return switch (code.code()) {
            case "R" -> ServiceRequestPriority.ROUTINE;
            case "A" -> ServiceRequestPriority.ASAP;
            case "S" -> ServiceRequestPriority.STAT;
            default -> null;
        };
    }

    /** HL7 table 0472. */
    private void conjunction(Segment tq1, ServiceRequest request) {
        context.id(tq1, 12, "HL70472")
                .ifPresent(coding -> request.addExtension(TsumugiExtensions.url("timing-conjunction"), coding));
    }
}
