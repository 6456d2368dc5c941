package org.tsumugi.hl7v2.prescription;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.UnsignedIntType;
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

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    private final MappingContext context;
    private final Amounts amounts;
    private final Pharmacy pharmacy;

    Supply(MappingContext context, Amounts amounts) {
        this.context = context;
        this.amounts = amounts;
        this.pharmacy = new Pharmacy(context, "");
    }

    /** @param dosages of the usages, in their order; the number of doses of those that are no 頓用 is written there */
    MedicationRequestDispenseRequestComponent of(DrugGroup group, List<Dosage> dosages) {
        Segment rxe = group.drug();
        MedicationRequestDispenseRequestComponent supply = new MedicationRequestDispenseRequestComponent();
        amounts.of(rxe, 10, 11).map(Amounts::dose).ifPresent(supply::setQuantity);
        repeats(rxe, supply);
        days(group.usages(), dosages, supply);
        for (int i = 0; i < group.usages().size(); i++) {
            times(group.usages().get(i), dosages.get(i), supply);
        }
        instructions(rxe, 7, supply);
        instructions(rxe, 21, supply);
        pharmacy.add(rxe, supply);
        return supply;
    }

    /** Usages beside each other are for the same days, those after each other for further days. */
    private void days(List<Segment> usages, List<Dosage> dosages, MedicationRequestDispenseRequestComponent supply) {
        List<BigDecimal> lengths = new ArrayList<>();
        List<Segment> sources = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < usages.size(); i++) {
            Optional<BigDecimal> days = amounts.daysOf(usages.get(i));
            if (days.isEmpty()) {
                continue;
            }
            sources.add(usages.get(i));
            int sequence = dosages.get(i).getSequence();
            if (sequence == last) {
                lengths.add(lengths.remove(lengths.size() - 1).max(days.get()));
            } else {
                lengths.add(days.get());
            }
            last = sequence;
        }
        if (!lengths.isEmpty()) {
            Duration all = Amounts.days(lengths.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            sources.forEach(tq1 -> context.at(tq1, 6).gives(all.getValueElement()));
            supply.setExpectedSupplyDuration(all);
        }
    }

    /** RXE-21 holds the kind of prescription (MR9P and local tables) and instructions to the pharmacist (JHSP0002, text). */
    public static boolean isInstruction(Repetition cwe) {
        CodedText code = CodedText.of(cwe);
        boolean hasTable =
                !code.first().table().isEmpty() || !code.second().table().isEmpty();
        return !hasTable || !code.codeIn("JHSP0002").isEmpty();
    }

    /** RXE-7 is all instruction. */
    private void instructions(Segment rxe, int field, MedicationRequestDispenseRequestComponent supply) {
        List<Repetition> instructions = rxe.field(field).repetitions();
        for (int i = 0; i < instructions.size(); i++) {
            if (field == 7 || isInstruction(instructions.get(i))) {
                context.concepts()
                        .concept(
                                CodedText.of(instructions.get(i)),
                                context.at(rxe, field).repetition(i))
                        .ifPresent(concept -> supply.addExtension(JpCore.extension(INSTRUCTION), concept));
            }
        }
    }

    private void repeats(Segment rxe, MedicationRequestDispenseRequestComponent supply) {
        Place place = context.at(rxe, 12);
        Concepts.decimal(rxe.text(12), place)
                .flatMap(number -> whole(number, place))
                .map(UnsignedIntType::new)
                .map(place::gives)
                .ifPresent(supply::setNumberOfRepeatsAllowedElement);
    }

    /** TQ1-14, or TQ1-6 in doses (回). JP Core has an element of its own for the doses of a 頓用 drug. */
    private void times(Segment tq1, Dosage dosage, MedicationRequestDispenseRequestComponent supply) {
        Place total = context.at(tq1, 14);
        Optional<Integer> sent = Concepts.decimal(tq1.text(14), total).flatMap(number -> whole(number, total));
        Place length = context.at(tq1, 6);
        Optional<Integer> inDoses = amounts.timesOf(tq1).flatMap(number -> whole(number, length));
        boolean asNeeded = inDoses.isPresent()
                || (dosage.hasAsNeededBooleanType()
                        && dosage.getAsNeededBooleanType().booleanValue());
        if (!asNeeded) {
            sent.filter(number -> number > 0).ifPresent(number -> {
                dosage.getTiming().getRepeat().setCount(number);
                total.gives(dosage.getTiming().getRepeat().getCountElement());
            });
            return;
        }
        IntegerType count = new IntegerType();
        sent.ifPresent(number -> total.gives(count));
        inDoses.filter(number -> sent.isEmpty() || sent.equals(inDoses)).ifPresent(number -> length.gives(count));
        sent.or(() -> inDoses).ifPresent(number -> {
            count.setValue(number);
            if (supply.hasExtension(JpCore.extension(REPEAT_COUNT))) {
                dosage.addExtension(Reading.extension("expected-repeat-count", count));
            } else {
                supply.addExtension(JpCore.extension(REPEAT_COUNT), count);
            }
        });
    }

    private static Optional<Integer> whole(BigDecimal number, Place place) {
        boolean isCount =
                number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0 && number.compareTo(MOST) <= 0;
        if (!isCount) {
            place.invalid("not a number of times");
            return Optional.empty();
        }
        return Optional.of(number.intValueExact());
    }
}
