package org.tsumugi.hl7v2.meal;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.NutritionOrder;
import org.hl7.fhir.r4.model.NutritionOrder.NutritionOrderSupplementComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * ODS → the diet (ODS-1 D), supplements (S) and preferences (P) of one order. FHIR has one diet per order with one schedule, so
 * several ODS of it are its types, each with its own service period (ODS-2) beside it; a supplement has its own schedule.
 */
final class Diets {

    private final MappingContext context;
    private final NutritionOrder meal;
    private final List<Timing> schedule;

    /** @param schedule of the whole order */
    Diets(MappingContext context, NutritionOrder meal, List<Timing> schedule) {
        this.context = context;
        this.meal = meal;
        this.schedule = schedule;
    }

    /** An order without a diet, such as a cancellation, keeps its times as those of the diet. */
    void set(List<Segment> diets) {
        boolean anyDiet = diets.stream().anyMatch(ods -> !isSupplement(ods) && !isPreference(ods));
        boolean anySupplement = diets.stream().anyMatch(Diets::isSupplement);
        if (!schedule.isEmpty() && (anyDiet || !anySupplement)) {
            schedule.forEach(timing -> meal.getOralDiet().addSchedule(timing));
        }
        for (Segment ods : diets) {
            context.at(ods, 1).ignored(IgnoreRule.DISPATCH);
            if (isSupplement(ods)) {
                supplement(ods);
            } else if (isPreference(ods)) {
                preference(ods);
            } else {
                diet(ods);
            }
        }
    }

    private static boolean isSupplement(Segment ods) {
        return ods.text(1).strip().equals("S");
    }

    private static boolean isPreference(Segment ods) {
        return ods.text(1).strip().equals("P");
    }

    private void diet(Segment ods) {
        if (!ods.text(1).strip().equals("D")) {
            context.at(ods, 1).invalid("not a code of HL7 table 0159; taken as a diet");
        }
        NutritionOrder.NutritionOrderOralDietComponent diet = meal.getOralDiet();
        List<CodeableConcept> periods = FieldConcepts.of(ods, 2, context);
        periods.forEach(period -> diet.addSchedule(Schedule.at(period, schedule)));
        for (CodeableConcept type : codes(ods)) {
            diet.addType(withPeriods(type, periods));
        }
        append(ods, diet.getInstructionElement());
    }

    private void supplement(Segment ods) {
        List<CodeableConcept> periods = FieldConcepts.of(ods, 2, context);
        List<CodeableConcept> types = codes(ods);
        List<NutritionOrderSupplementComponent> supplements = new ArrayList<>();
        types.forEach(type -> supplements.add(meal.addSupplement().setType(type)));
        if (supplements.isEmpty()) {
            supplements.add(meal.addSupplement());
        }
        for (NutritionOrderSupplementComponent supplement : supplements) {
            schedule.forEach(timing -> supplement.addSchedule(Copies.of(timing)));
            periods.forEach(period -> supplement.addSchedule(Schedule.at(Copies.of(period), schedule)));
            append(ods, supplement.getInstructionElement());
        }
    }

    private void preference(Segment ods) {
        List<CodeableConcept> periods = FieldConcepts.of(ods, 2, context);
        List<CodeableConcept> types = codes(ods);
        if (types.isEmpty() && !periods.isEmpty()) {
            types = List.of(new CodeableConcept());
        }
        for (CodeableConcept type : types) {
            meal.addFoodPreferenceModifier(withPeriods(type, periods));
        }
        String text = FreeText.of(ods.field(4));
        if (!text.isEmpty()) {
            context.at(ods, 4).gives(meal.addNote().setText(text).getTextElement());
        }
    }

    private List<CodeableConcept> codes(Segment ods) {
        if (ods.field(3).isEmpty()) {
            context.at(ods, 3).missing("no code of the meal");
        }
        return FieldConcepts.of(ods, 3, context);
    }

    private static CodeableConcept withPeriods(CodeableConcept type, List<CodeableConcept> periods) {
        periods.forEach(period -> type.addExtension(TsumugiExtensions.url("service-period"), Copies.of(period)));
        return type;
    }

    /** ODS-4, a line each. */
    private void append(Segment ods, StringType instruction) {
        String text = FreeText.of(ods.field(4));
        if (text.isEmpty()) {
            return;
        }
        Place place = context.at(ods, 4);
        instruction.setValue(instruction.hasValue() ? instruction.getValue() + "\n" + text : text);
        place.gives(instruction);
    }
}
