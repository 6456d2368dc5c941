package org.tsumugi.hl7v2.datatype;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.tsumugi.hl7v2.issue.Place;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/** XAD → Address. Japanese senders write the whole address as free text in XAD.8; parts are kept where they are sent. */
public final class Addresses {

    private Addresses() {}

    /** All addresses of a field, in the order sent. */
    public static List<Address> of(Field field, Place place) {
        List<Address> addresses = new ArrayList<>();
        for (Repetition xad : field.repetitions()) {
            of(xad, place).ifPresent(addresses::add);
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
        }
        for (String line : List.of(xad.data(1), xad.data(2))) {
            if (!line.isEmpty()) {
                address.addLine(line);
            }
        }
        if (!xad.data(3).isEmpty()) {
            address.setCity(xad.data(3));
        }
        if (!xad.data(4).isEmpty()) {
            address.setState(xad.data(4));
        }
        if (!xad.data(5).isEmpty()) {
            address.setPostalCode(xad.data(5));
        }
        if (!xad.data(6).isEmpty()) {
            address.setCountry(xad.data(6));
        }
        use(xad.data(7), address, place);
        return Optional.of(address);
    }

    private static void use(String type, Address address, Place place) {
        switch (type) {
            case "H", "P" -> address.setUse(AddressUse.HOME);
            case "B", "O" -> address.setUse(AddressUse.WORK);
            case "C" -> address.setUse(AddressUse.TEMP);
            case "M" -> address.setType(Address.AddressType.POSTAL);
            case "" -> {}
            default -> place.component(7).notMapped("an address type that FHIR has no use for");
        }
    }
}
