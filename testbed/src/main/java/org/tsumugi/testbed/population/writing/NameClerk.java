package org.tsumugi.testbed.population.writing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.name.GivenNames;
import org.tsumugi.testbed.population.name.KanjiForms;
import org.tsumugi.testbed.population.name.Reading;
import org.tsumugi.testbed.population.name.Surnames;
import org.tsumugi.testbed.population.name.TrueName;

/** Writes names, with the characters that the facility has. */
final class NameClerk {

    private static final double RARE = 0.01;
    private static final double USUAL_ALONE = 0.5;

    private final ErrorRates rates;
    private final Dice dice;
    private final Habits habits;

    NameClerk(ErrorRates rates, Dice dice, Habits habits) {
        this.rates = rates;
        this.dice = dice;
        this.habits = habits;
    }

    List<PersonName> write(Citizen citizen, LocalDate firstVisit, LocalDate lastVisit) {
        TrueName first = citizen.names().on(firstVisit);
        TrueName last = citizen.names().on(lastVisit);
        boolean renamed = !first.family().equals(last.family());
        TrueName present = renamed && dice.chance(rates.formerNameKept()) ? first : last;
        List<PersonName> names = new ArrayList<>();
        if (present.foreign()) {
            writeForeign(present, names);
        } else {
            writeJapanese(citizen, present, Use.OFFICIAL, names);
        }
        if (renamed && !present.equals(first) && !first.foreign() && dice.chance(rates.formerNameNoted())) {
            writeFormer(first, names);
        }
        return names;
    }

    private void writeJapanese(Citizen citizen, TrueName name, Use use, List<PersonName> names) {
        String family = name.family();
        String given = name.given();
        if (dice.chance(rates.kanjiTyping())) {
            if (dice.chance(0.7)) {
                given = GivenNames.otherSpelling(dice, citizen.sex(), new Reading(given, name.givenKana()))
                        .map(Reading::written)
                        .orElse(given);
            } else {
                family = wrongCharacter(family);
            }
        }
        addWritten(new PersonName(Script.IDEOGRAPHIC, use, spelled(family), spelled(given)), names);
        addReading(name, use, names);
    }

    private void writeFormer(TrueName name, List<PersonName> names) {
        names.add(new PersonName(Script.IDEOGRAPHIC, Use.FORMER, spelled(name.family()), spelled(name.given())));
        names.add(new PersonName(Script.PHONETIC, Use.FORMER, name.familyKana(), name.givenKana()));
    }

    private void writeForeign(TrueName name, List<PersonName> names) {
        TrueName usual = name.usual();
        boolean usualWritten = usual != null && dice.chance(rates.usualNameWritten());
        boolean alone = usualWritten && dice.chance(USUAL_ALONE);
        if (!alone) {
            addWritten(foreign(name), names);
            addReading(name, Use.OFFICIAL, names);
        }
        if (usual != null && usualWritten) {
            Use use = alone ? Use.OFFICIAL : Use.USUAL;
            names.add(new PersonName(Script.IDEOGRAPHIC, use, spelled(usual.family()), spelled(usual.given())));
            addReading(usual, use, names);
        }
    }

    private PersonName foreign(TrueName name) {
        return switch (habits.foreign()) {
            case LATIN -> new PersonName(Script.ALPHABETIC, Use.OFFICIAL, name.family(), name.given());
            case LATIN_WHOLE -> new PersonName(Script.ALPHABETIC, Use.OFFICIAL, name.family() + " " + name.given(), "");
            case KATAKANA -> new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, name.familyKana(), name.givenKana());
        };
    }

    private void addWritten(PersonName name, List<PersonName> names) {
        boolean foreign = name.script() == Script.ALPHABETIC || habits.foreign() == Habits.Foreign.KATAKANA;
        boolean swapped = !name.given().isEmpty() && dice.chance(rates.orderSwapped() * (foreign ? 1 : RARE));
        names.add(swapped ? new PersonName(name.script(), name.use(), name.given(), name.family()) : name);
    }

    private void addReading(TrueName name, Use use, List<PersonName> names) {
        if (dice.chance(rates.kanaMissing())) {
            return;
        }
        String family = name.familyKana();
        String given = name.givenKana();
        if (dice.chance(rates.longVowel())) {
            String shorter = Kana.longVowel(dice, family);
            given = shorter.equals(family) ? Kana.longVowel(dice, given) : given;
            family = shorter;
        }
        if (dice.chance(rates.kanaTyping())) {
            if (dice.chance(0.5)) {
                family = Kana.typing(dice, family);
            } else {
                given = Kana.typing(dice, given);
            }
        }
        names.add(new PersonName(Script.PHONETIC, use, family, given));
    }

    private String spelled(String name) {
        String written = KanjiForms.write(
                dice, name, habits.repertoire(), rates.usualForm(), rates.otherForm(), rates.replacementMark());
        int mark = written.indexOf('々');
        if (mark > 0 && dice.chance(rates.otherForm())) {
            return written.substring(0, mark) + written.charAt(mark - 1) + written.substring(mark + 1);
        }
        return written;
    }

    /** A character of some other family name in the place of one of this. */
    private String wrongCharacter(String family) {
        int[] characters = family.codePoints().toArray();
        int at = dice.below(characters.length);
        int wrong = Surnames.draw(dice).written().codePointAt(0);
        while (wrong == characters[at]) {
            wrong = Surnames.draw(dice).written().codePointAt(0);
        }
        characters[at] = wrong;
        return new String(characters, 0, characters.length);
    }
}
