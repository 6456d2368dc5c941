package org.tsumugi.hl7v2.datatype;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/** XAD → Address. Japanese senders write the whole address as free text in XAD.8; parts are kept where they are sent. */
public final class Addresses {

    private Addresses() {}

    /** All addresses of a field, in the order sent. */
    public static List<Address> of(Field field, Place place) {
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < field.repetitions().size(); i++) {
            of(field.repetitions().get(i), place.repetition(i)).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** One address; empty when none was sent. */
    public static Optional<Address> of(Repetition xad, Place place) {
        Address address = new Address();
        String parts = xad.data(4) + xad.data(3) + xad.data(1) + xad.data(2);
        String text = xad.data(8).isEmpty() ? parts : xad.data(8);
        if (text.isBlank() && xad.data(5).isBlank()) {
            return Optional.empty();
        }
        if (!text.isBlank()) {
            address.setText(text);
            for (int part : xad.data(8).isEmpty() ? new int[] {1, 2, 3, 4} : new int[] {8}) {
                place.component(part).gives(address.getTextElement());
            }
        }
        for (int part : new int[] {1, 2}) {
            if (!xad.data(part).isEmpty()) {
                place.component(part).gives(address.addLineElement()).setValue(xad.data(part));
            }
        }
        if (!xad.data(3).isEmpty()) {
            address.setCity(xad.data(3));
            place.component(3).gives(address.getCityElement());
        }
        if (!xad.data(4).isEmpty()) {
            address.setState(xad.data(4));
            place.component(4).gives(address.getStateElement());
        }
        if (!xad.data(5).isEmpty()) {
            address.setPostalCode(xad.data(5));
            place.component(5).gives(address.getPostalCodeElement());
        }
        if (!xad.data(6).isEmpty()) {
            address.setCountry(xad.data(6));
            place.component(6).gives(address.getCountryElement());
        }
        use(xad.data(7), address, place);
        return Optional.of(address);
    }

    private static void use(String type, Address address, Place place) {
        Place at = place.component(7);
        switch (type) {
            case "H", "P" -> at.gives(address.setUse(AddressUse.HOME).getUseElement());
            case "B", "O" -> at.gives(address.setUse(AddressUse.WORK).getUseElement());
            case "C" -> at.gives(address.setUse(AddressUse.TEMP).getUseElement());
            case "M" -> at.gives(address.setType(Address.AddressType.POSTAL).getTypeElement());
            case "" -> {}
            default -> at.notMapped("an address type that FHIR has no use for");
        }
    }
}
