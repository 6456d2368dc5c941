package org.tsumugi.hl7v2.datatype;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/** XON → a reference to an organization that is only named: its name, and its number where one is sent. */
public final class OrganizationNames {

    private OrganizationNames() {}

    /** All organizations of a field, in the order sent. */
    public static List<Reference> of(Field field, Place place) {
        List<Reference> organizations = new ArrayList<>();
        for (int i = 0; i < field.repetitions().size(); i++) {
            of(field.repetitions().get(i), place.repetition(i)).ifPresent(organizations::add);
        }
        return organizations;
    }

    /** One organization; empty when neither a name nor a number was sent. */
    public static Optional<Reference> of(Repetition xon, Place place) {
        Reference organization = new Reference();
        name(xon, place).ifPresent(organization::setDisplayElement);
        for (int part : new int[] {10, 3}) {
            String number = xon.text(part).strip();
            if (!number.isEmpty() && !organization.hasIdentifier()) {
                Identifier identifier = new Identifier().setValue(number);
                place.component(part).gives(identifier.getValueElement());
                organization.setIdentifier(identifier);
            }
        }
        return organization.isEmpty() ? Optional.empty() : Optional.of(organization);
    }

    /** The name, with its type (XON.2: display, legal …) unless it is the display name; empty when no name was sent. */
    public static Optional<StringType> name(Repetition xon, Place place) {
        String text = xon.data(1);
        if (text.isBlank()) {
            return Optional.empty();
        }
        StringType name = place.component(1).gives(new StringType(text));
        String type = xon.text(2).strip();
        if (type.equals("D")) {
            place.component(2).gives(name);
        } else if (!type.isEmpty()) {
            name.addExtension(
                    TsumugiExtensions.url("name-type"), place.component(2).gives(new CodeType(type)));
        }
        return Optional.of(name);
    }
}
