package org.tsumugi.server.person;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;

/** HumanName → {@link PersonName}. */
final class PersonNames {

    /** {@code IDE} kanji, {@code SYL} kana, {@code ABC} alphabet. */
    static final String REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

    /** Katakana of either width, long vowel mark and middle dot: a reading. A name in hiragana is as often the name itself. */
    private static final Pattern KATAKANA = Pattern.compile("[ァ-ヿｦ-ﾟ・\\s\\u3000]+");

    private static final Pattern LATIN =
            Pattern.compile("[\\p{IsLatin}\\p{IsCommon}]*\\p{IsLatin}[\\p{IsLatin}\\p{IsCommon}]*");

    private PersonNames() {}

    /** Empty when it says nothing, or when it is a pseudonym, which is there to hide who somebody is. */
    static Optional<PersonName> of(HumanName name) {
        Use use = use(name);
        if (use == null) {
            return Optional.empty();
        }
        String given = name.getGiven().stream().map(StringType::getValueNotNull).collect(Collectors.joining(" "));
        String family = name.getFamily() != null ? name.getFamily() : "";
        if (family.isBlank() && given.isBlank()) {
            family = name.getText() != null ? name.getText() : "";
        }
        PersonName person = new PersonName(script(name, family + given), use, family, given);
        return person.isEmpty() ? Optional.empty() : Optional.of(person);
    }

    private static @Nullable Use use(HumanName name) {
        if (!name.hasUse()) {
            return Use.OFFICIAL;
        }
        return switch (name.getUse()) {
            case OFFICIAL, NULL -> Use.OFFICIAL;
            case USUAL, NICKNAME, TEMP -> Use.USUAL;
            case MAIDEN, OLD -> Use.FORMER;
            case ANONYMOUS -> null;
        };
    }

    /** As the name says; where it does not, by its characters. */
    private static Script script(HumanName name, String text) {
        String representation = name.getExtensionString(REPRESENTATION);
        if (representation == null) {
            return KATAKANA.matcher(text).matches()
                    ? Script.PHONETIC
                    : LATIN.matcher(text).matches() ? Script.ALPHABETIC : Script.IDEOGRAPHIC;
        }
        return switch (representation) {
            case "SYL" -> Script.PHONETIC;
            case "ABC" -> Script.ALPHABETIC;
            default -> Script.IDEOGRAPHIC;
        };
    }
}
