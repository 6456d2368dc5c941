package org.tsumugi.hl7v2.examorder;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** The kinds of examination that JP Core has a category for, in the code system of its report categories. */
public enum ExamKind {
    RADIOLOGY("LP29684-5", "放射線", "JP_ImagingStudy_Radiology"),
    ENDOSCOPY("LP7796-8", "内視鏡", "JP_ImagingStudy_Endoscopy");

    private final String code;
    private final String name;
    private final String imagingProfile;

    ExamKind(String code, String name, String imagingProfile) {
        this.code = code;
        this.name = name;
        this.imagingProfile = imagingProfile;
    }

    /** The category of orders and of what was done. */
    public CodeableConcept category() {
        return new CodeableConcept(new Coding("http://loinc.org", code, null)).setText(name);
    }

    /** The JP Core profile of its images. */
    public String imagingProfile() {
        return imagingProfile;
    }
}
