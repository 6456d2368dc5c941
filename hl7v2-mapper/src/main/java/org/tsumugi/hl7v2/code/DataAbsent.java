package org.tsumugi.hl7v2.code;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Element;

/** FHIR's way of saying that a value which a profile requires was not sent. */
public final class DataAbsent {

    /** The code system of the reasons. */
    public static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    /** The extension that stands in for a value. */
    public static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private DataAbsent() {}

    /** Marks an element as not known; returns it. */
    public static <T extends Element> T unknown(T element) {
        element.addExtension(EXTENSION, new CodeType("unknown"));
        return element;
    }
}
