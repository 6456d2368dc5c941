package org.tsumugi.hl7v2.prescription;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** What is to be dispensed: amount, days, doses of a 頓用 drug, and the instructions to the pharmacist. */
public final class Supply {

    private static final String INSTRUCTION = "JP_MedicationRequest_DispenseRequest_InstructionForDispense";
    private static final String REPEAT_COUNT = "JP_MedicationRequest_DispenseRequest_ExpectedRepeatCount";

    private final MappingContext context;
    private final Amounts amounts;

    Supply(MappingContext context, Amounts amounts) {
        this.context = context;
        this.amounts = amounts;
    }

    MedicationRequestDispenseRequestComponent of(DrugGroup group) {
        Segment rxe = group.drug();
        MedicationRequestDispenseRequestComponent supply = new MedicationRequestDispenseRequestComponent();
        amounts.of(rxe, 10, 11).ifPresent(supply::setQuantity);
        repeats(rxe, supply);
        Segment tq1 = group.usage();
        if (tq1 != null) {
            amounts.daysOf(tq1).ifPresent(days -> supply.setExpectedSupplyDuration(Amounts.days(days)));
            times(tq1, supply);
        }
        rxe.field(7)
                .repetitions()
                .forEach(
                        instruction -> instruction(instruction, context.ledger().at(rxe, 7), supply));
        rxe.field(21).repetitions().stream()
                .filter(Supply::isInstruction)
                .forEach(
                        instruction -> instruction(instruction, context.ledger().at(rxe, 21), supply));
        return supply;
    }

    /** RXE-21 holds the kind of prescription (MR9P and local tables) and instructions to the pharmacist (JHSP0002, text). */
    public static boolean isInstruction(Repetition cwe) {
        CodedText code = CodedText.of(cwe);
        boolean hasTable =
                !code.first().table().isEmpty() || !code.second().table().isEmpty();
        return !hasTable || !code.codeIn("JHSP0002").isEmpty();
    }

    private void instruction(Repetition cwe, Place place, MedicationRequestDispenseRequestComponent supply) {
        context.concepts()
                .concept(CodedText.of(cwe), place)
                .ifPresent(concept -> supply.addExtension(JpCore.extension(INSTRUCTION), concept));
    }

    private void repeats(Segment rxe, MedicationRequestDispenseRequestComponent supply) {
        Place place = context.ledger().at(rxe, 12);
        Concepts.decimal(rxe.text(12), place)
                .flatMap(number -> whole(number, place))
                .ifPresent(supply::setNumberOfRepeatsAllowed);
    }

    private void times(Segment tq1, MedicationRequestDispenseRequestComponent supply) {
        Place place = context.ledger().at(tq1, 14);
        Optional<BigDecimal> total = Concepts.decimal(tq1.text(14), place).or(() -> amounts.timesOf(tq1));
        total.flatMap(number -> whole(number, place))
                .ifPresent(times -> supply.addExtension(JpCore.extension(REPEAT_COUNT), new IntegerType(times)));
    }

    private static Optional<Integer> whole(BigDecimal number, Place place) {
        try {
            return Optional.of(number.intValueExact());
        } catch (ArithmeticException e) {
            place.invalid("not a whole number");
            return Optional.empty();
        }
    }
}
