package org.tsumugi.hl7v2.labresult;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;

/** The numbers of a laboratory order. */
final class LabIdentifiers {

    private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";

    private LabIdentifiers() {}

    /** ORC-2, OBR-2: the number of the order. */
    static Identifier placer(MappingContext context, String number) {
        return typed("PLAC", "Placer Identifier", Orders.localNumber(context, "order", number));
    }

    /** ORC-3, OBR-3: the laboratory's own number. */
    static Identifier filler(MappingContext context, String number) {
        return typed("FILL", "Filler Identifier", Orders.localNumber(context, "filler-order", number));
    }

    private static Identifier typed(String code, String display, Identifier number) {
        CodeableConcept type = new CodeableConcept();
        type.addCoding().setSystem(IDENTIFIER_TYPE).setCode(code).setDisplay(display);
        return number.setType(type);
    }
}
