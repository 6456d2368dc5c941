package org.tsumugi.hl7v2.document;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.storage.DocumentType;

/** What kind of document it is: the codes of its type folder and of its own header, and JP Core's code for the same. */
final class DocumentCodings {

    private static final String LOINC_OID = "2.16.840.1.113883.6.1";

    private final Concepts concepts;
    private final Place place;

    DocumentCodings(Concepts concepts, Place place) {
        this.concepts = concepts;
        this.place = place;
    }

    void add(DocumentType type, DocumentReference document) {
        CodeableConcept concept = new CodeableConcept().setText(type.name());
        concepts.coding(
                        new CodedText.Code(type.standardCode(), type.standardName(), type.standardSystem(), ""),
                        "",
                        place)
                .ifPresent(concept::addCoding);
        local(type).ifPresent(concept::addCoding);
        document.setType(concept);
        addJpCore(document);
    }

    /** A local code that names no table is of the facility's only one. */
    private Optional<Coding> local(DocumentType type) {
        if (type.localCode().isEmpty()) {
            return Optional.empty();
        }
        if (type.localSystem().isEmpty()) {
            Coding coding = new Coding()
                    .setSystem(concepts.systems().local("document-type"))
                    .setCode(type.localCode());
            return Optional.of(type.localName().isEmpty() ? coding : coding.setDisplay(type.localName()));
        }
        return concepts.coding(
                new CodedText.Code(type.localCode(), type.localName(), type.localSystem(), ""), "", place);
    }

    /** The code of a CDA header, unless the folder said the same. */
    void add(ClinicalDocument.Code code, DocumentReference document) {
        if (code.code().isEmpty() || code.system().isEmpty()) {
            return;
        }
        String system = code.system().equals(LOINC_OID) ? JpCore.LOINC : "urn:oid:" + code.system();
        CodeableConcept type = document.getType();
        if (type.getCoding().stream()
                .noneMatch(coding ->
                        system.equals(coding.getSystem()) && code.code().equals(coding.getCode()))) {
            Coding coding = new Coding().setSystem(system).setCode(code.code());
            type.addCoding(code.display().isEmpty() ? coding : coding.setDisplay(code.display()));
            addJpCore(document);
        }
    }

    private static void addJpCore(DocumentReference document) {
        CodeableConcept type = document.getType();
        if (type.getCoding().stream().anyMatch(coding -> DocumentCodes.SYSTEM.equals(coding.getSystem()))) {
            return;
        }
        type.getCoding().stream()
                .filter(coding -> JpCore.LOINC.equals(coding.getSystem()))
                .map(Coding::getCode)
                .filter(code -> DocumentCodes.coding(code).isPresent())
                .findFirst()
                .ifPresent(code -> {
                    DocumentCodes.coding(code).ifPresent(type::addCoding);
                    DocumentCodes.kind(code)
                            .ifPresent(kind -> document.addCategory(new CodeableConcept().addCoding(kind)));
                });
    }
}
