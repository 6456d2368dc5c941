package org.tsumugi.hl7v2.datatype;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.issue.Place;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/** XPN → HumanName: kanji, kana and alphabetic names side by side, told apart by iso21090-EN-representation. */
public final class HumanNames {

    /** {@code IDE} kanji, {@code SYL} kana, {@code ABC} alphabet. */
    public static final String REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

    private static final char IDEOGRAPHIC_SPACE = '\u3000';

    private HumanNames() {}

    /** All names of a field, in the order sent. */
    public static List<HumanName> of(Field field, Place place) {
        List<HumanName> names = new ArrayList<>();
        for (Repetition xpn : field.repetitions()) {
            of(xpn, place).ifPresent(names::add);
        }
        return names;
    }

    /** One name; empty when none was sent. */
    public static Optional<HumanName> of(Repetition xpn, Place place) {
        return name(xpn.data(1), xpn.data(2), xpn.data(3), xpn.data(4), xpn.data(5), xpn.data(7), xpn.data(8), place);
    }

    /** The name of a member of staff in XCN; empty when only an id was sent. */
    public static Optional<HumanName> ofStaff(Repetition xcn, Place place) {
        return name(xcn.data(2), xcn.data(3), xcn.data(4), xcn.data(5), xcn.data(6), xcn.data(10), xcn.data(15), place);
    }

    private static Optional<HumanName> name(
            String family,
            String given,
            String middle,
            String suffix,
            String prefix,
            String type,
            String representation,
            Place place) {
        if (family.isBlank() && given.isBlank() && middle.isBlank()) {
            return Optional.empty();
        }
        HumanName name = new HumanName().setText(text(family, given, middle));
        if (!family.isBlank()) {
            name.setFamily(family.strip());
        }
        for (String part : List.of(given, middle)) {
            if (!part.isBlank()) {
                name.addGiven(part.strip());
            }
        }
        if (!suffix.isBlank()) {
            name.addSuffix(suffix);
        }
        if (!prefix.isBlank()) {
            name.addPrefix(prefix);
        }
        name.setUse(use(type));
        representation(representation, name, place);
        return Optional.of(name);
    }

    /** JP Core: the parts of a name in its text are parted by one half-width space. */
    private static String text(String family, String given, String middle) {
        return String.join(" ", family, given, middle)
                .replace(IDEOGRAPHIC_SPACE, ' ')
                .strip()
                .replaceAll(" {2,}", " ");
    }

    private static @Nullable NameUse use(String type) {
        return switch (type) {
            case "L", "C" -> NameUse.OFFICIAL;
            case "D" -> NameUse.USUAL;
            case "M", "B" -> NameUse.MAIDEN;
            case "N" -> NameUse.NICKNAME;
            case "A", "S" -> NameUse.ANONYMOUS;
            default -> null;
        };
    }

    private static void representation(String sent, HumanName name, Place place) {
        String code = switch (sent) {
            case "I" -> "IDE";
            case "P" -> "SYL";
            case "A" -> "ABC";
            default -> "";
        };
        if (!code.isEmpty()) {
            name.addExtension(REPRESENTATION, new CodeType(code));
        } else if (!sent.isEmpty()) {
            place.invalid("not a name representation code (HL7 table 0465)");
        }
    }
}
