package org.tsumugi.hl7v2.labresult;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.tsumugi.hl7v2.code.JpCore;

/** Which of JP Core's laboratory reports it is: what its profile fixes. */
enum ReportKind {
    LABORATORY("JP_DiagnosticReport_LabResult", "LP29693-6", "11502-2", "検体検査報告書"),
    MICROBIOLOGY("JP_DiagnosticReport_Microbiology", "LP7819-8", "18725-2", "微生物学的検査報告書");

    private static final String DOCUMENT_CODES = "http://jpfhir.jp/fhir/core/CodeSystem/JP_DocumentCodes_CS";

    private final String profile;
    private final String category;
    private final String document;
    private final String title;

    ReportKind(String profile, String category, String document, String title) {
        this.profile = profile;
        this.category = category;
        this.document = document;
        this.title = title;
    }

    String profile() {
        return profile;
    }

    void addCategory(DiagnosticReport report) {
        report.addCategory().addCoding().setSystem(JpCore.LOINC).setCode(category);
    }

    /** JP Core fixes the code of the document; the set that was ordered is a further coding and the text. */
    CodeableConcept code(CodeableConcept set) {
        CodeableConcept code = new CodeableConcept();
        code.addCoding().setSystem(DOCUMENT_CODES).setCode(document).setDisplay(title);
        set.getCoding().forEach(code::addCoding);
        if (set.hasText()) {
            code.setTextElement(set.getTextElement());
        } else {
            code.setText(title);
        }
        return code;
    }
}
