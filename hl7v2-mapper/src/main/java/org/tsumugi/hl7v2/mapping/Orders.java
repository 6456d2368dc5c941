package org.tsumugi.hl7v2.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.message.Segment;

/** What ORC says in every kind of order. */
public final class Orders {

    /** JP-CLINS: the department (診療科) a resource was made in; JP Core has no element for it. */
    public static final String DEPARTMENT = "http://jpfhir.jp/fhir/eCS/Extension/StructureDefinition/JP_eCS_Department";

    private Orders() {}

    /**
     * What no FHIR resource of an order has an element for: the place it was entered at (ORC-13), when it takes effect (ORC-15),
     * the department (ORC-17, also contributed to the directory) and the device (ORC-18).
     */
    public static List<Extension> extensions(Segment orc, MappingContext context) {
        List<Extension> extensions = new ArrayList<>();
        enteredAt(orc, context).ifPresent(extensions::add);
        context.dateTime(orc, 15)
                .ifPresent(time -> extensions.add(new Extension(TsumugiExtensions.url("order-effective"), time)));
        department(orc, context).ifPresent(extensions::add);
        context.concept(orc, 18)
                .ifPresent(device -> extensions.add(new Extension(TsumugiExtensions.url("entering-device"), device)));
        return extensions;
    }

    private static Optional<Extension> enteredAt(Segment orc, MappingContext context) {
        return place(orc, 13, context).map(place -> new Extension(TsumugiExtensions.url("entered-at"), place));
    }

    /** PL: ward or department, room and bed, as text. */
    public static Optional<StringType> place(Segment segment, int field, MappingContext context) {
        StringType place = new StringType();
        StringBuilder text = new StringBuilder();
        for (int part : new int[] {1, 2, 3}) {
            String code = segment.field(field).first().text(part).strip();
            if (!code.isEmpty()) {
                text.append(text.isEmpty() ? "" : "-").append(code);
                context.at(segment, field).repetition(0).component(part).gives(place);
            }
        }
        place.setValue(text.toString());
        return text.isEmpty() ? Optional.empty() : Optional.of(place);
    }

    /** ORC-17 as an extension; the department is contributed to the directory as well. */
    private static Optional<Extension> department(Segment orc, MappingContext context) {
        context.department(orc, 17);
        return context.concept(orc, 17).map(department -> new Extension(DEPARTMENT, department));
    }

    /** A copy of one of {@link #extensions}, for a second resource of the same order. */
    public static Extension copy(Extension extension) {
        return Copies.of(extension);
    }

    /** A number that means something only inside the facility that gave it, such as an order number. */
    public static Identifier localNumber(MappingContext context, String kind, String number) {
        return new Identifier()
                .setSystem("urn:tsumugi:facility:" + context.facility() + ":id:" + kind)
                .setValue(number);
    }

    /** A local number and the place it stands at. */
    public static Identifier localNumber(MappingContext context, String kind, String number, Place place) {
        Identifier identifier = localNumber(context, kind, number);
        place.component(1).gives(identifier.getValueElement());
        return identifier;
    }
}
