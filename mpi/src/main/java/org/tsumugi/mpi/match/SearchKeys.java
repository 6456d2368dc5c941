package org.tsumugi.mpi.match;

import java.util.HashSet;
import java.util.Set;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.compare.NormalName;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.date.BirthDate;
import org.tsumugi.mpi.index.PersonIndex.CandidateKeys;
import org.tsumugi.mpi.name.KanaForm;
import org.tsumugi.mpi.score.Blocking;

/**
 * What records that may be one person's are likely to share. Each key forgives other errors, so that two records of a person share one
 * unless almost everything was written wrong:
 *
 * <ul>
 *   <li>the date of birth and sex: whatever the name;
 *   <li>the whole name as it sounds: whatever the date, were it missing;
 *   <li>the given name and the year: another family name, day and month changed places or mistyped;
 *   <li>the given name, day and month: another family name and an era mistaken;
 *   <li>telephone numbers.
 * </ul>
 *
 * The numbers that link are keys of their own, which with telephones are of the kind {@link Blocking#HOUSEHOLD}.
 */
public final class SearchKeys implements CandidateKeys {

    @Override
    public Set<String> of(NormalRecord record) {
        Set<String> keys = new HashSet<>();
        for (Blocking blocking : Blocking.values()) {
            keys.addAll(of(record, blocking));
        }
        return keys;
    }

    /** The keys of one kind. */
    Set<String> of(NormalRecord record, Blocking blocking) {
        Set<String> keys = new HashSet<>();
        switch (blocking) {
            case BIRTH_DATE -> addDay(keys, record);
            case NAME -> record.names().forEach(name -> addWhole(keys, name));
            case GIVEN_NAME -> record.names().forEach(name -> addGiven(keys, name, record.birthDate()));
            case HOUSEHOLD -> record.phones().forEach(phone -> keys.add("p" + phone));
        }
        return keys;
    }

    private static void addDay(Set<String> keys, NormalRecord record) {
        if (record.birthDay() != 0) {
            keys.add("d" + record.birthDay() + record.sex().name().charAt(0));
        }
    }

    private static void addGiven(Set<String> keys, NormalName name, BirthDate born) {
        for (String given : given(name)) {
            if (born.year() != 0) {
                keys.add("y" + given + born.year());
            }
            if (born.month() != 0 && born.day() != 0) {
                keys.add("m" + given + (born.month() * 100 + born.day()));
            }
        }
    }

    private static void addWhole(Set<String> keys, NormalName name) {
        if (name.use() == Use.FORMER) {
            return;
        }
        if (!name.wholeKana().isEmpty()) {
            keys.add("n" + name.wholeKana().folded());
        }
        if (isTelling(name.whole().confusable())) {
            keys.add("k" + name.whole().confusable());
        }
        String latin = name.familyLatin() + name.givenLatin();
        if (!latin.isEmpty()) {
            keys.add("l" + sorted(latin));
        }
    }

    private static Set<String> given(NormalName name) {
        Set<String> given = new HashSet<>();
        KanaForm kana = name.givenKana();
        if (!kana.isEmpty()) {
            given.add(kana.folded());
        }
        if (isTelling(name.given().confusable())) {
            given.add(name.given().confusable());
        }
        if (!name.givenLatin().isEmpty()) {
            given.add(name.givenLatin());
        }
        return given;
    }

    /** A name with a mark in place of a character is equal to no other as a text. */
    private static boolean isTelling(String confusable) {
        return !confusable.isEmpty() && confusable.indexOf('●') < 0;
    }

    /** The same in either order of family and given name. */
    private static String sorted(String latin) {
        return latin.codePoints()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
