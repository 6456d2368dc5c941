package org.tsumugi.hl7v2.datatype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/** XTN → ContactPoint. The number is free text in XTN.12, or in XTN.1 or as parts from older senders; e-mail is in XTN.4. */
public final class Telecoms {

    private static final String FHIR = "http://hl7.org/fhir/StructureDefinition/contactpoint-";

    private static final SortedMap<Integer, String> PARTS = new TreeMap<>(Map.of(
            5, FHIR + "country",
            6, FHIR + "area",
            7, FHIR + "local",
            8, FHIR + "extension",
            9, TsumugiExtensions.url("telecom-remark")));

    private Telecoms() {}

    /**
     * All numbers of a field, in the order sent.
     *
     * @param fieldUse what the field itself says (home or work), for numbers that carry no use of their own
     */
    public static List<ContactPoint> of(Field field, @Nullable ContactPointUse fieldUse, Place place) {
        List<ContactPoint> numbers = new ArrayList<>();
        for (int i = 0; i < field.repetitions().size(); i++) {
            of(field.repetitions().get(i), fieldUse, place.repetition(i)).ifPresent(numbers::add);
        }
        return numbers;
    }

    private static Optional<ContactPoint> of(Repetition xtn, @Nullable ContactPointUse fieldUse, Place place) {
        ContactPoint number = new ContactPoint().setSystem(system(xtn, place));
        value(xtn, number, place);
        if (!number.hasValue()) {
            return Optional.empty();
        }
        place.component(3).gives(number.getSystemElement());
        parts(xtn, number, place);
        number.setUse(xtn.text(3).equals("CP") ? ContactPointUse.MOBILE : use(xtn.text(2), fieldUse, place));
        place.component(2).gives(number.getUseElement());
        return Optional.of(number);
    }

    private static void value(Repetition xtn, ContactPoint number, Place place) {
        int[] parts = {6, 7};
        for (int whole : number.getSystem() == ContactPointSystem.EMAIL ? new int[] {4, 12, 1} : new int[] {12, 1}) {
            if (!xtn.text(whole).isBlank()) {
                parts = new int[] {whole};
                break;
            }
        }
        String value = Arrays.stream(parts)
                .mapToObj(xtn::text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("-"));
        if (!value.isEmpty()) {
            number.setValue(value);
            Arrays.stream(parts).forEach(part -> place.component(part).gives(number.getValueElement()));
        }
    }

    /**
     * Country, area, local number, extension and a remark have extensions of FHIR's or ours; the value is as sent, because the parts
     * may stand beside a whole number as well as for it.
     */
    private static void parts(Repetition xtn, ContactPoint number, Place place) {
        PARTS.forEach((part, url) -> {
            if (!xtn.text(part).isBlank()) {
                StringType text = new StringType(xtn.text(part).strip());
                number.addExtension(url, place.component(part).gives(text));
            }
        });
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
