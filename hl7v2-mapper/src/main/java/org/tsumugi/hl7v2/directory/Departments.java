package org.tsumugi.hl7v2.directory;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.JpCore;

/** 診療科 → Organization, part of the facility; by its code in the table it is sent with. */
public final class Departments {

    private static final String UNIFIED = "HL70069";
    private static final String ORGANIZATION_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type";

    private final Directory directory;
    private final Concepts concepts;
    private final Facilities facilities;

    public Departments(Directory directory, Concepts concepts, Facilities facilities) {
        this.directory = directory;
        this.concepts = concepts;
        this.facilities = facilities;
    }

    /**
     * The department of a field; empty when none was sent.
     *
     * @param cwe such as ORC-17; a code without a table, as PV1-10 is, is of the unified table (HL70069)
     */
    public Optional<Reference> of(CodedText cwe, Place place) {
        CodedText.Code code = cwe.first().code().isEmpty() ? cwe.second() : cwe.first();
        if (code.code().isEmpty()) {
            return cwe.text().isEmpty() ? Optional.empty() : Optional.of(named(cwe, place));
        }
        CodedText.Code inTable = code.table().isEmpty() ? code.inTable(UNIFIED) : code;
        CodedText.Code other = code == cwe.first() ? cwe.second() : CodedText.Code.NONE;
        CodedText complete = new CodedText(inTable, other, cwe.originalText());
        return concepts.concept(complete, place).map(concept -> reference(inTable, complete, concept, place));
    }

    private static Reference named(CodedText cwe, Place place) {
        Reference reference = new Reference().setDisplay(cwe.text());
        cwe.givesText(place, reference.getDisplayElement());
        return reference;
    }

    private Reference reference(CodedText.Code code, CodedText cwe, CodeableConcept concept, Place place) {
        String key = code.code() + "|" + code.table();
        Organization department = new Organization();
        department.setId(directory.id("Organization", "department|" + key));
        department.getMeta().addProfile(JpCore.profile("JP_Organization"));
        department.addIdentifier(
                Directory.identifier(concepts.systems().local("department"), key.replace("|" + UNIFIED, "")));
        department.setActive(true);
        department.addType().addCoding(new Coding(ORGANIZATION_TYPE, "dept", "Hospital Department"));
        department.addType(concept);
        department.setPartOf(facilities.reference());
        String name = concept.getText() == null ? "" : concept.getText();
        department.setName(name.isEmpty() ? code.code() : name);
        cwe.givesText(place, department.getNameElement());
        directory.add(GroupKind.DEPARTMENT, key, name.isEmpty() ? 0 : 10, department);
        Reference reference = Directory.reference(department, name);
        code.at(place, 1).gives(reference.getReferenceElement_());
        return reference;
    }
}
