package org.tsumugi.hl7v2.code;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;

/** FHIR's way of saying that a value which a profile requires was not sent: a reason in place of the value. */
public final class DataAbsent {

    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    private static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String UNKNOWN = "unknown";

    private DataAbsent() {}

    /** Marks an element as not known; returns it. */
    public static <T extends Element> T unknown(T element) {
        return because(UNKNOWN, element);
    }

    /** Marks an element as absent for a reason of the code system; returns it. */
    public static <T extends Element> T because(String reason, T element) {
        element.addExtension(EXTENSION, new CodeType(reason));
        return element;
    }

    /** What stands where a code is wanted and none is known. */
    public static CodeableConcept unknown() {
        return concept(UNKNOWN);
    }

    /** A reason as a concept. */
    public static CodeableConcept concept(String reason) {
        return new CodeableConcept(new Coding().setSystem(SYSTEM).setCode(reason));
    }

    /** Whether a coding is a reason and no code of the thing itself. */
    public static boolean is(Coding coding) {
        return SYSTEM.equals(coding.getSystem());
    }
}
