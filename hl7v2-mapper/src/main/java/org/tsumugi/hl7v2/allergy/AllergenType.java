package org.tsumugi.hl7v2.allergy;

import java.util.Map;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceType;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * What kind of allergen (AL1-2, IAM-2) and of sensitivity (IAM-9) it is. Animals are environment: FHIR's biologic is a preparation
 * that is given to a patient. An intolerance is only what the sender calls one.
 */
final class AllergenType {

    private static final Map<String, AllergyIntoleranceCategory> CATEGORIES = Map.of(
            "DA", AllergyIntoleranceCategory.MEDICATION,
            "FA", AllergyIntoleranceCategory.FOOD,
            "AA", AllergyIntoleranceCategory.ENVIRONMENT,
            "EA", AllergyIntoleranceCategory.ENVIRONMENT,
            "LA", AllergyIntoleranceCategory.ENVIRONMENT,
            "PA", AllergyIntoleranceCategory.ENVIRONMENT);

    private AllergenType() {}

    /** A contraindication (MC) has neither a category nor a type in FHIR, any other allergy (MA) no category. */
    static void set(Segment segment, AllergyIntolerance allergy, MappingContext context) {
        AllergyTable.Code type = AllergyTable.ALLERGEN_TYPE.keep(segment, 2, allergy::addExtension, context);
        AllergyIntoleranceCategory category = CATEGORIES.get(type.value());
        if (category != null) {
            allergy.addCategory(category);
            type.place().gives(allergy.getCategory().get(0));
        }
        if (category != null || type.value().equals("MA")) {
            type.place().gives(allergy.setType(AllergyIntoleranceType.ALLERGY).getTypeElement());
        }
    }

    /** IAM-9 knows better than IAM-2: a side effect of a drug (DA) is no allergy. */
    static void sensitivity(Segment iam, AllergyIntolerance allergy, MappingContext context) {
        AllergyTable.Code sent = AllergyTable.SENSITIVITY.keep(iam, 9, allergy::addExtension, context);
        switch (sent.value()) {
            case "AL" ->
                sent.place()
                        .gives(allergy.setType(AllergyIntoleranceType.ALLERGY).getTypeElement());
            case "IN" ->
                sent.place()
                        .gives(allergy.setType(AllergyIntoleranceType.INTOLERANCE)
                                .getTypeElement());
            case "AD", "CT", "SE" -> allergy.setType(null);
            default -> {}
        }
    }
}
