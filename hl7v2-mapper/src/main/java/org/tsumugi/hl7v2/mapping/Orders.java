package org.tsumugi.hl7v2.mapping;

import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.tsumugi.hl7v2.message.Segment;

/** What ORC says in every kind of order. */
public final class Orders {

    /** JP-CLINS: the department (診療科) a resource was made in; JP Core has no element for it. */
    private static final String DEPARTMENT =
            "http://jpfhir.jp/fhir/eCS/Extension/StructureDefinition/JP_eCS_Department";

    private Orders() {}

    /** ORC-17 as an extension; the department is contributed to the directory as well. */
    public static Optional<Extension> department(Segment orc, MappingContext context) {
        context.department(orc, 17);
        return context.concept(orc, 17).map(department -> new Extension(DEPARTMENT, department));
    }

    /** A number that means something only inside the facility that gave it, such as an order number. */
    public static Identifier localNumber(MappingContext context, String kind, String number) {
        return new Identifier()
                .setSystem("urn:tsumugi:facility:" + context.facility() + ":id:" + kind)
                .setValue(number);
    }
}
