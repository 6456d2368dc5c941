package org.tsumugi.testbed.population.writing;

import java.time.LocalDate;
import java.util.List;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.population.life.Cover;
import org.tsumugi.testbed.population.life.CoverKind;

/** Writes an entry as a record, in the notation of the facility. Nothing is lost in it but the width and size of characters. */
public final class Notation {

    private static final int PADDED = 8;
    private static final int HYPHENATED = 7;

    private final Habits habits;

    public Notation(Habits habits) {
        this.habits = habits;
    }

    /** The record. */
    public PatientRecord record(RecordKey key, Entry entry) {
        return new PatientRecord(
                key,
                entry.names().stream().map(this::name).toList(),
                entry.sex(),
                date(entry.birthDate()),
                entry.covers().stream().map(this::insurance).distinct().toList(),
                List.of(),
                habits.postalHyphen() ? entry.postalCode() : entry.postalCode().replace("-", ""),
                entry.phones());
    }

    private PersonName name(PersonName name) {
        String family = name.family();
        String given = name.given();
        if (name.script() == Script.PHONETIC) {
            family = kana(family);
            given = kana(given);
        }
        if (habits.partsNames() || given.isEmpty()) {
            return new PersonName(name.script(), name.use(), family, given);
        }
        String space = name.script() == Script.IDEOGRAPHIC ? "　" : " ";
        return new PersonName(name.script(), name.use(), family + space + given, "");
    }

    private String kana(String reading) {
        String sized = habits.smallKana() ? reading : Kana.large(reading);
        return switch (habits.kana()) {
            case KATAKANA -> sized;
            case HALF_WIDTH -> Kana.halfWidth(sized);
            case HIRAGANA -> Kana.hiragana(sized);
        };
    }

    private String date(LocalDate day) {
        return switch (habits.dates()) {
            case ISO -> day.toString();
            case BASIC -> day.toString().replace("-", "");
            case ERA -> Eras.write(day);
        };
    }

    private Insurance insurance(Cover cover) {
        return new Insurance(cover.insurer(), digits(cover.symbol()), digits(number(cover)), cover.branch());
    }

    private String number(Cover cover) {
        String number = cover.number();
        if (CoverClerk.PLACEHOLDERS.contains(number) || cover.kind() == CoverKind.LATE_ELDERLY) {
            return number;
        }
        if (habits.padded()) {
            return Digits.pad(Long.parseLong(number), PADDED);
        }
        if (habits.hyphens() && number.length() >= HYPHENATED) {
            return number.substring(0, 4) + "-" + number.substring(4);
        }
        return number;
    }

    private String digits(String text) {
        return habits.fullWidthDigits() ? Digits.fullWidth(text) : text;
    }
}
