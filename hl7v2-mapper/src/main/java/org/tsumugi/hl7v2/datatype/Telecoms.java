package org.tsumugi.hl7v2.datatype;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.issue.Place;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/** XTN → ContactPoint. The number is free text in XTN.12, or in XTN.1 or as parts from older senders; e-mail is in XTN.4. */
public final class Telecoms {

    private Telecoms() {}

    /**
     * All numbers of a field, in the order sent.
     *
     * @param fieldUse what the field itself says (home or work), for numbers that carry no use of their own
     */
    public static List<ContactPoint> of(Field field, @Nullable ContactPointUse fieldUse, Place place) {
        List<ContactPoint> numbers = new ArrayList<>();
        for (Repetition xtn : field.repetitions()) {
            of(xtn, fieldUse, place).ifPresent(numbers::add);
        }
        return numbers;
    }

    private static Optional<ContactPoint> of(Repetition xtn, @Nullable ContactPointUse fieldUse, Place place) {
        ContactPointSystem system = system(xtn, place);
        String value = value(xtn, system);
        reportParts(xtn, system, place);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        ContactPoint number = new ContactPoint().setSystem(system).setValue(value);
        number.setUse(xtn.text(3).equals("CP") ? ContactPointUse.MOBILE : use(xtn.text(2), fieldUse, place));
        return Optional.of(number);
    }

    private static String value(Repetition xtn, ContactPointSystem system) {
        if (system == ContactPointSystem.EMAIL && !xtn.text(4).isBlank()) {
            return xtn.text(4).strip();
        }
        String unformatted = xtn.text(12).isBlank() ? xtn.text(1) : xtn.text(12);
        if (!unformatted.isBlank()) {
            return unformatted.strip();
        }
        return Stream.of(xtn.text(6), xtn.text(7))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("-"));
    }

    /** Country (5), extension (8), remark (9), prefix (10): nobody is reached by the number without some of them. */
    private static void reportParts(Repetition xtn, ContactPointSystem system, Place place) {
        if (system != ContactPointSystem.EMAIL && !xtn.text(4).isBlank()) {
            place.component(4).notMapped("an e-mail address beside a telephone number");
        }
        for (int part : new int[] {5, 8, 9, 10, 11}) {
            if (!xtn.text(part).isBlank()) {
                place.component(part).notMapped("a part of a telephone number that is not mapped");
            }
        }
    }

    private static ContactPointSystem system(Repetition xtn, Place place) {
        return switch (xtn.text(3)) {
            case "PH", "CP" -> ContactPointSystem.PHONE;
            case "FX" -> ContactPointSystem.FAX;
            case "BP" -> ContactPointSystem.PAGER;
            case "Internet", "X.400" -> ContactPointSystem.EMAIL;
            case "" -> xtn.text(2).equals("NET") ? ContactPointSystem.EMAIL : ContactPointSystem.PHONE;
            default -> {
                place.component(3).notMapped("a telecommunication equipment type that FHIR has no system for");
                yield ContactPointSystem.OTHER;
            }
        };
    }

    private static @Nullable ContactPointUse use(String sent, @Nullable ContactPointUse fieldUse, Place place) {
        return switch (sent) {
            case "PRN" -> ContactPointUse.HOME;
            case "WPN" -> ContactPointUse.WORK;
            case "PRS" -> ContactPointUse.MOBILE;
            case "", "NET" -> fieldUse;
            default -> {
                place.component(2).notMapped("a telecommunication use that FHIR has no use for; the number is kept");
                yield null;
            }
        };
    }
}
