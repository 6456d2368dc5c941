package org.tsumugi.hl7v2.patient;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Patient.ContactComponent;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Addresses;
import org.tsumugi.hl7v2.datatype.HumanNames;
import org.tsumugi.hl7v2.datatype.OrganizationNames;
import org.tsumugi.hl7v2.datatype.Telecoms;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * NK1 → one contact of the patient. FHIR gives a contact one name, one address and one organization: the first of each. Further
 * ones, such as the name in kana, are extensions, because a second contact would be a second person.
 */
final class Contacts {

    private Contacts() {}

    /** Empty when there is nothing to reach anybody by (FHIR's pat-1): then a relationship alone is left. */
    static Optional<ContactComponent> of(Segment nk1, MappingContext context) {
        ContactComponent contact = new ContactComponent();
        first(HumanNames.of(nk1.field(2), context.at(nk1, 2)), contact::setName, "contact-name", contact);
        first(Addresses.of(nk1.field(4), context.at(nk1, 4)), contact::setAddress, "contact-address", contact);
        Telecoms.of(nk1.field(5), ContactPointUse.HOME, context.at(nk1, 5)).forEach(contact::addTelecom);
        Telecoms.of(nk1.field(6), ContactPointUse.WORK, context.at(nk1, 6)).forEach(contact::addTelecom);
        first(
                OrganizationNames.of(nk1.field(13), context.at(nk1, 13)),
                contact::setOrganization,
                "contact-organization",
                contact);
        if (contact.isEmpty()) {
            return Optional.empty();
        }
        context.concept(nk1, 3).ifPresent(contact::addRelationship);
        return Optional.of(contact);
    }

    private static <T extends Type> void first(
            List<T> sent, Consumer<T> element, String extension, ContactComponent contact) {
        sent.stream().findFirst().ifPresent(element);
        sent.stream().skip(1).forEach(further -> contact.addExtension(TsumugiExtensions.url(extension), further));
    }
}
