package org.tsumugi.mpi.compare;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonIdentifier;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.date.BirthDate;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.name.NameReader;
import org.tsumugi.mpi.number.InsuredNumber;
import org.tsumugi.mpi.rule.NumberKind;

/** Brings records into the form in which they are compared. */
public final class Normalizer {

    /** Rises when the same record gets another form here, or other keys by which candidates are found. */
    private static final int VERSION = 1;

    private static final int SHORTEST_COMMON_ID = 4;
    private static final PersonName NONE = new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "", "");

    private final NameReader reader;
    private final String form;

    /** @param forms which kanji are forms of one */
    public Normalizer(KanjiForms forms) {
        this.reader = new NameReader(forms);
        this.form = VERSION + "-" + forms.digest();
    }

    /** Names the form: what an index keeps of a record in another one is to be made anew. */
    public String form() {
        return form;
    }

    /** The comparable form of a record. */
    public NormalRecord normalize(PatientRecord record) {
        return new NormalRecord(
                record.key(),
                names(record.names().stream().map(GivenNames::parted).toList()),
                record.sex(),
                BirthDate.read(record.birthDate()),
                numbers(record),
                digits(record.postalCode()),
                record.phones().stream()
                        .map(Normalizer::digits)
                        .filter(phone -> phone.length() >= 9)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private Map<LinkKey, Boolean> numbers(PatientRecord record) {
        Map<LinkKey, Boolean> numbers = new TreeMap<>();
        for (PersonIdentifier identifier : record.identifiers()) {
            String value = plain(identifier.value());
            if (identifier.system().equals(PersonIdentifier.MERGED_SYSTEM)) {
                numbers.put(new LinkKey(NumberKind.MERGED_NUMBER, identifier.value()), false);
            } else if (tellsSomebody(value)) {
                numbers.put(LinkKey.commonId(identifier.system(), value), false);
            }
        }
        for (Insurance insurance : record.insurances()) {
            Optional<InsuredNumber> number = InsuredNumber.read(insurance);
            if (number.isPresent()) {
                number.get()
                        .individualKey()
                        .ifPresent(key -> add(numbers, NumberKind.INDIVIDUAL_NUMBER, key, insurance));
                number.get().householdKey().ifPresent(key -> add(numbers, NumberKind.HOUSEHOLD_NUMBER, key, insurance));
                number.get()
                        .lateElderlyKey()
                        .ifPresent(key -> add(numbers, NumberKind.LATE_ELDERLY_NUMBER, key, insurance));
            }
        }
        return numbers;
    }

    /** Not what is written where there is no number. */
    private static boolean tellsSomebody(String value) {
        return value.codePointCount(0, value.length()) >= SHORTEST_COMMON_ID
                && value.codePoints().distinct().count() > 1
                && value.codePoints().anyMatch(Character::isDigit)
                && !"1234567890".startsWith(value)
                && !"0123456789".startsWith(value);
    }

    private static void add(Map<LinkKey, Boolean> numbers, NumberKind kind, String value, Insurance insurance) {
        numbers.merge(new LinkKey(kind, value), insurance.former(), Boolean::logicalAnd);
    }

    /** The first name of each script and use belong together, and the second ones. */
    private List<NormalName> names(List<PersonName> names) {
        List<NormalName> normal = new ArrayList<>();
        for (Use use : Use.values()) {
            List<PersonName> ideographic = of(names, use, Script.IDEOGRAPHIC);
            List<PersonName> phonetic = of(names, use, Script.PHONETIC);
            List<PersonName> alphabetic = of(names, use, Script.ALPHABETIC);
            int count = Math.max(ideographic.size(), Math.max(phonetic.size(), alphabetic.size()));
            for (int i = 0; i < count; i++) {
                normal.add(name(use, at(ideographic, i), at(phonetic, i), at(alphabetic, i)));
            }
        }
        return normal;
    }

    private NormalName name(Use use, PersonName sent, PersonName phonetic, PersonName alphabetic) {
        boolean isLatin = isLatin(sent);
        PersonName ideographic = isLatin ? NONE : sent;
        PersonName kana = phonetic.isEmpty() && isKana(sent) ? sent : phonetic;
        PersonName latin = alphabetic.isEmpty() && isLatin ? sent : alphabetic;
        return new NormalName(
                use,
                reader.ideographic(ideographic.family()),
                reader.ideographic(ideographic.given()),
                reader.whole(ideographic.family(), ideographic.given()),
                reader.kana(kana.family()),
                reader.kana(kana.given()),
                reader.kana(kana.family() + kana.given()),
                reader.alphabetic(latin.family()),
                reader.alphabetic(latin.given()));
    }

    private static List<PersonName> of(List<PersonName> names, Use use, Script script) {
        List<PersonName> found = new ArrayList<>();
        Set<PersonName> seen = new HashSet<>();
        for (PersonName name : names) {
            if (name.use() == use && name.script() == script && !name.isEmpty() && seen.add(name)) {
                found.add(name);
            }
        }
        return found;
    }

    private static PersonName at(List<PersonName> names, int index) {
        return index < names.size() ? names.get(index) : NONE;
    }

    private static boolean isKana(PersonName name) {
        return isAll(name, Normalizer::isKana);
    }

    private static boolean isLatin(PersonName name) {
        return isAll(name, codePoint -> Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.LATIN);
    }

    private static boolean isAll(PersonName name, java.util.function.IntPredicate test) {
        String text = name.family() + name.given();
        int[] letters = text.codePoints().filter(Character::isLetter).toArray();
        return letters.length > 0 && java.util.Arrays.stream(letters).allMatch(test);
    }

    private static boolean isKana(int codePoint) {
        Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
        return script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.HIRAGANA
                || codePoint == 'ー'
                || codePoint == 'ｰ';
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        java.text.Normalizer.normalize(text, Form.NFKC)
                .codePoints()
                .filter(Character::isDigit)
                .forEach(digit -> digits.append(Character.digit(digit, 10)));
        return digits.toString();
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        java.text.Normalizer.normalize(text, Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
