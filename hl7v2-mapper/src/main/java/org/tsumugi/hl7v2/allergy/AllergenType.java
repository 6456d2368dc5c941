package org.tsumugi.hl7v2.allergy;

import java.util.Map;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceType;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * What kind of allergen (AL1-2, IAM-2: HL7 table 0127) and of sensitivity (IAM-9: 0436) it is. FHIR has fewer kinds of either, so
 * the codes sent are kept as extensions whatever becomes of them. Animals are environment: FHIR's biologic is a preparation that
 * is given to a patient. An intolerance is only what the sender calls one.
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

    static void set(Segment segment, AllergyIntolerance allergy, MappingContext context) {
        context.concept(segment, 2)
                .ifPresent(sent -> allergy.addExtension(TsumugiExtensions.url("allergen-type"), sent));
        Hl7Code type = Hl7Code.of(segment, 2, "HL70127", context);
        AllergyIntoleranceCategory category = CATEGORIES.get(type.value());
        if (category != null) {
            allergy.addCategory(category);
            type.place().gives(allergy.getCategory().get(0));
        }
        if (category != null || type.value().equals("MA")) {
            type.place().gives(allergy.setType(AllergyIntoleranceType.ALLERGY).getTypeElement());
        } else if (!type.isEmpty() && !type.value().equals("MC")) {
            type.place().invalid("not a code of HL7 table 0127; kept as sent");
        }
    }

    /** IAM-9 knows better than IAM-2: a side effect of a drug (DA) is no allergy. */
    static void sensitivity(Segment iam, AllergyIntolerance allergy, MappingContext context) {
        context.concept(iam, 9)
                .ifPresent(sent -> allergy.addExtension(TsumugiExtensions.url("allergy-sensitivity"), sent));
        Hl7Code sensitivity = Hl7Code.of(iam, 9, "HL70436", context);
        switch (sensitivity.value()) {
            case "AL" ->
                sensitivity
                        .place()
                        .gives(allergy.setType(AllergyIntoleranceType.ALLERGY).getTypeElement());
            case "IN" ->
                sensitivity
                        .place()
                        .gives(allergy.setType(AllergyIntoleranceType.INTOLERANCE)
                                .getTypeElement());
            case "AD", "CT", "SE" -> allergy.setType(null);
            case "" -> {}
            default -> sensitivity.place().invalid("not a code of HL7 table 0436; kept as sent");
        }
    }
}
