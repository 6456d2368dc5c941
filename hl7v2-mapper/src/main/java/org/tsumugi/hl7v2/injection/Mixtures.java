package org.tsumugi.hl7v2.injection;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Medication.MedicationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Amounts;
import org.tsumugi.hl7v2.prescription.MedicationCodes;
import org.tsumugi.hl7v2.prescription.Reading;

/** The drugs of one injection → Medication (JP_Medication): each an ingredient, by its amount for one time (回). */
final class Mixtures {

    private static final List<String> DRUG_TABLES = List.of("HOT", "HOT7", "HOT9", "HOT13", "YJ");

    private final MappingContext context;
    private final Reading reading;
    private final Amounts amounts;
    private final Batches batches;

    Mixtures(MappingContext context) {
        this.context = context;
        this.reading = new Reading(context);
        this.amounts = new Amounts(context);
        this.batches = new Batches(context);
    }

    /**
     * Where RXC and RXA have the parts of a drug; 0 for what the segment does not have.
     *
     * @param type base or additive
     */
    private record Parts(
            int type,
            int drug,
            int amount,
            int unit,
            int supplements,
            int strength,
            int strengthUnit,
            int volume,
            int volumeUnit) {}

    private static final Parts RXC = new Parts(1, 2, 3, 4, 7, 5, 6, 8, 9);
    private static final Parts RXA = new Parts(0, 5, 6, 7, 0, 13, 14, 23, 24);

    /** Whether no drug was named at all. */
    static boolean isUnknown(Medication medication) {
        return medication.getCode().getCoding().stream().anyMatch(DataAbsent::is);
    }

    static Reference reference(Medication medication) {
        return new Reference("Medication/" + medication.getIdElement().getIdPart());
    }

    /** What is ordered: the RXC, and what RXE says of the mixture. */
    Medication ordered(Occasion occasion, String key) {
        Medication medication = empty(key);
        occasion.first("RXE").ifPresent(rxe -> whole(rxe, medication));
        ingredients(occasion.all("RXC"), RXC, medication);
        if (!medication.hasIngredient() && !medication.hasCode()) {
            medication.setCode(DataAbsent.unknown());
        }
        return medication;
    }

    /** What is given: the RXA of one administration, with form, batch and bar code of each. */
    Medication administered(List<Segment> drugs, String key) {
        Medication medication = empty(key);
        ingredients(drugs, RXA, medication);
        boolean oneForm = drugs.stream()
                        .map(rxa -> rxa.field(8).first().asSent())
                        .distinct()
                        .count()
                == 1;
        for (int i = 0; i < drugs.size(); i++) {
            Segment rxa = drugs.get(i);
            MedicationIngredientComponent ingredient =
                    medication.getIngredient().get(i);
            if (!oneForm) {
                reading.concepts(rxa, 8, "form")
                        .forEach(form -> ingredient.addExtension(Reading.extension("dosage-form", form)));
            } else if (i == 0) {
                reading.concepts(rxa, 8, "form").stream().findFirst().ifPresent(medication::setForm);
            } else {
                context.at(rxa, 8).ignored(IgnoreRule.REPEATS_ANOTHER_FIELD);
            }
            context.concept(rxa, 25).ifPresent(code -> ingredient.addExtension(Reading.extension("barcode", code)));
            batches.add(rxa, drugs.size() == 1, medication, ingredient);
        }
        return medication;
    }

    private Medication empty(String key) {
        return context.identify(new Medication(), key, "JP_Medication").setStatus(MedicationStatus.ACTIVE);
    }

    /** RXE-2 is the kind of injection, but of senders who write the drug there the drug. */
    static boolean isDrug(Repetition giveCode) {
        CodedText code = CodedText.of(giveCode);
        return DRUG_TABLES.contains(code.first().table())
                || DRUG_TABLES.contains(code.second().table());
    }

    private void whole(Segment rxe, Medication medication) {
        if (isDrug(rxe.field(2).first())) {
            drug(rxe, 2, 0).ifPresent(medication::setCode);
        }
        for (CodeableConcept supplement : reading.concepts(rxe, 31, "")) {
            supplement.getCoding().forEach(medication.getCode()::addCoding);
            if (!medication.getCode().hasText()) {
                medication.getCode().setTextElement(supplement.getTextElement());
            }
        }
        reading.concepts(rxe, 6, "form").stream().findFirst().ifPresent(medication::setForm);
    }

    private void ingredients(List<Segment> drugs, Parts parts, Medication medication) {
        int number = 1;
        for (Segment drug : drugs) {
            MedicationIngredientComponent ingredient = medication.addIngredient();
            ingredient.addExtension(JpCore.extension("JP_Medication_Ingredient_DrugNo"), new IntegerType(number++));
            if (parts.type() > 0) {
                context.id(drug, parts.type(), "HL70166")
                        .ifPresent(type -> ingredient.addExtension(Reading.extension("component-type", type)));
            }
            ingredient.setItem(item(drug, parts));
            ingredient.setStrength(strength(drug, parts));
            reading.strength(drug, parts.strength(), parts.strengthUnit(), parts.volume(), parts.volumeUnit())
                    .forEach(ingredient::addExtension);
        }
    }

    private CodeableConcept item(Segment drug, Parts parts) {
        CodeableConcept item = drug(drug, parts.drug(), 0).orElseGet(() -> {
            context.at(drug, parts.drug())
                    .report(MappingIssueCode.FIELD_MISSING, Severity.ERROR, "a part of an injection without a drug");
            return DataAbsent.unknown();
        });
        int supplements = drug.field(parts.supplements()).repetitions().size();
        for (int i = 0; i < supplements; i++) {
            drug(drug, parts.supplements(), i)
                    .ifPresent(supplement -> supplement.getCoding().forEach(item::addCoding));
        }
        if (!item.hasText() && item.hasCoding() && !DataAbsent.is(item.getCodingFirstRep())) {
            item.setText(item.getCodingFirstRep().getCode());
        }
        return item;
    }

    private Optional<CodeableConcept> drug(Segment segment, int field, int repetition) {
        List<Repetition> repetitions = segment.field(field).repetitions();
        if (repetition >= repetitions.size()) {
            return Optional.empty();
        }
        return context.concepts()
                .concept(
                        MedicationCodes.byLength(CodedText.of(repetitions.get(repetition))),
                        context.at(segment, field).repetition(repetition));
    }

    /** JP Core: the amount for one 回. An amount that is no number stays in words. */
    private Ratio strength(Segment drug, Parts parts) {
        Ratio strength = new Ratio();
        Optional<Quantity> amount =
                amounts.of(drug, parts.amount(), parts.unit()).map(this::coded);
        if (amount.isPresent()) {
            return strength.setNumerator(amount.get()).setDenominator(once());
        }
        String words = drug.text(parts.amount());
        if (words.isBlank()) {
            context.at(drug, parts.amount()).missing("no amount of the drug");
            DataAbsent.unknown(strength);
        } else {
            strength.addExtension(TsumugiExtensions.originalText(words));
            reading.from(drug, parts.amount(), strength.getExtension().get(0).getValue());
        }
        return strength;
    }

    /** JP Core wants the code of a unit even where none was sent. */
    Quantity coded(Quantity amount) {
        if (!amount.hasCode()) {
            DataAbsent.unknown(amount.getSystemElement());
            DataAbsent.unknown(amount.getCodeElement());
        }
        return amount;
    }

    /** One time, in MERIT-9. */
    Quantity once() {
        return new Quantity()
                .setValue(BigDecimal.ONE)
                .setUnit("回")
                .setSystem(context.concepts().systems().system("MR9P"))
                .setCode("TIME");
    }
}
