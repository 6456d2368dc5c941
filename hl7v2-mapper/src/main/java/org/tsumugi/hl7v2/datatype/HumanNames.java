package org.tsumugi.hl7v2.datatype;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;

/** XPN → HumanName: kanji, kana and alphabetic names side by side, told apart by iso21090-EN-representation. */
public final class HumanNames {

    /** {@code IDE} kanji, {@code SYL} kana, {@code ABC} alphabet. */
    public static final String REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

    private static final Parts XPN = new Parts(1, 2, 3, 4, 5, 7, 8);
    private static final Parts XCN = new Parts(2, 3, 4, 5, 6, 10, 15);
    private static final char IDEOGRAPHIC_SPACE = '\u3000';

    private HumanNames() {}

    /** All names of a field, in the order sent. */
    public static List<HumanName> of(Field field, Place place) {
        List<HumanName> names = new ArrayList<>();
        for (int i = 0; i < field.repetitions().size(); i++) {
            of(field.repetitions().get(i), place.repetition(i)).ifPresent(names::add);
        }
        return names;
    }

    /** One name; empty when none was sent. */
    public static Optional<HumanName> of(Repetition xpn, Place place) {
        return new Reader(xpn, place, XPN).read();
    }

    /** The name of a member of staff in XCN; empty when only an id was sent. */
    public static Optional<HumanName> ofStaff(Repetition xcn, Place place) {
        return new Reader(xcn, place, XCN).read();
    }

    /** Which components of a datatype are which part of a name. */
    private record Parts(int family, int given, int middle, int suffix, int prefix, int type, int representation) {}

    private record Reader(Repetition sent, Place place, Parts parts) {

        Optional<HumanName> read() {
            String family = sent.data(parts.family());
            String given = sent.data(parts.given());
            String middle = sent.data(parts.middle());
            if (family.isBlank() && given.isBlank() && middle.isBlank()) {
                return Optional.empty();
            }
            HumanName name = new HumanName().setText(text(family, given, middle));
            for (int part : new int[] {parts.family(), parts.given(), parts.middle()}) {
                if (!sent.data(part).isBlank()) {
                    place.component(part).gives(name.getTextElement());
                }
            }
            if (!family.isBlank()) {
                name.setFamily(family.strip());
                place.component(parts.family()).gives(name.getFamilyElement());
            }
            for (int part : new int[] {parts.given(), parts.middle()}) {
                add(part, name::addGivenElement);
            }
            add(parts.suffix(), name::addSuffixElement);
            add(parts.prefix(), name::addPrefixElement);
            use(name);
            representation(name);
            return Optional.of(name);
        }

        private void add(int part, Supplier<StringType> element) {
            String text = sent.data(part).strip();
            if (!text.isEmpty()) {
                place.component(part).gives(element.get()).setValue(text);
            }
        }

        private void use(HumanName name) {
            NameUse use = HumanNames.use(sent.data(parts.type()));
            if (use != null) {
                name.setUse(use);
                place.component(parts.type()).gives(name.getUseElement());
            }
        }

        private void representation(HumanName name) {
            Place at = place.component(parts.representation());
            String code = switch (sent.data(parts.representation())) {
                case "I" -> "IDE";
                case "P" -> "SYL";
                case "A" -> "ABC";
                default -> "";
            };
            if (!code.isEmpty()) {
                name.addExtension(REPRESENTATION, at.gives(new CodeType(code)));
            } else if (!sent.data(parts.representation()).isEmpty()) {
                at.invalid("not a name representation code (HL7 table 0465)");
            }
        }
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
}
