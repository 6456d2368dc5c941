package org.tsumugi.hl7v2.labresult;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.code.JpCore;

/** The categories that JP Core fixes for laboratory results. */
final class Categories {

    private static final String MICROBIOLOGY = "http://jpfhir.jp/fhir/core/CodeSystem/JP_MicrobiologyCategory_CS";

    private Categories() {}

    /** @param part what the row is in a culture; null outside microbiology */
    static List<CodeableConcept> of(Cultures.@Nullable Part part) {
        List<CodeableConcept> categories = new ArrayList<>();
        categories.add(
                concept(new Coding().setSystem(JpCore.OBSERVATION_CATEGORY).setCode("laboratory")));
        if (part != null) {
            categories.add(concept(new Coding(JpCore.LOINC, "18725-2", "Microbiology studies (set)")));
            switch (part) {
                case ORGANISM -> categories.add(concept(new Coding(MICROBIOLOGY, "organism", "Organism")));
                case GROWTH -> categories.add(concept(new Coding(MICROBIOLOGY, "growth", "Growth")));
                case SUSCEPTIBILITY ->
                    categories.add(concept(
                            new Coding(MICROBIOLOGY, "susceptibility-measurements", "Susceptibility measurements")));
                case OTHER -> {}
            }
        }
        return categories;
    }

    private static CodeableConcept concept(Coding coding) {
        return new CodeableConcept().addCoding(coding);
    }
}
