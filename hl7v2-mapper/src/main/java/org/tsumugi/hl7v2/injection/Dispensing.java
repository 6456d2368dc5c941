package org.tsumugi.hl7v2.injection;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Amounts;
import org.tsumugi.hl7v2.prescription.Pharmacy;
import org.tsumugi.hl7v2.prescription.Reading;
import org.tsumugi.hl7v2.prescription.Supply;

/** What RXE says to and of the pharmacy. FHIR and JP Core have elements for little of it; the rest are extensions of ours. */
final class Dispensing {

    private static final String INSTRUCTION = "JP_MedicationRequest_DispenseRequest_InstructionForDispense";

    private final MappingContext context;
    private final Reading reading;
    private final Amounts amounts;
    private final Pharmacy pharmacy;

    /** @param prefix of the ids of contained resources */
    Dispensing(MappingContext context, String prefix) {
        this.context = context;
        this.reading = new Reading(context);
        this.amounts = new Amounts(context);
        this.pharmacy = new Pharmacy(context, prefix);
    }

    void add(Segment rxe, MedicationRequest request) {
        supply(rxe, request);
        pharmacy.add(rxe, request);
        review(rxe, request);
    }

    private void supply(Segment rxe, MedicationRequest request) {
        MedicationRequestDispenseRequestComponent supply = new MedicationRequestDispenseRequestComponent();
        amounts.of(rxe, 10, 11).map(Amounts::dose).ifPresent(supply::setQuantity);
        pharmacy.add(rxe, supply);
        List<Repetition> kinds = rxe.field(21).repetitions();
        for (int i = 0; i < kinds.size(); i++) {
            boolean instruction = Supply.isInstruction(kinds.get(i));
            context.concepts()
                    .concept(
                            CodedText.of(kinds.get(i)),
                            instruction ? "" : "category",
                            context.at(rxe, 21).repetition(i))
                    .ifPresent(concept -> {
                        if (instruction) {
                            supply.addExtension(JpCore.extension(INSTRUCTION), concept);
                        } else {
                            request.addCategory(concept);
                        }
                    });
        }
        if (!supply.isEmpty()) {
            request.setDispenseRequest(supply);
        }
    }

    private void review(Segment rxe, MedicationRequest request) {
        String needed = rxe.text(20).strip();
        switch (needed) {
            case "Y", "N" -> {
                BooleanType review = new BooleanType(needed.equals("Y"));
                reading.from(rxe, 20, review);
                request.addExtension(Reading.extension("needs-human-review", review));
            }
            case "" -> {}
            default -> context.at(rxe, 20).invalid("neither Y nor N");
        }
    }
}
