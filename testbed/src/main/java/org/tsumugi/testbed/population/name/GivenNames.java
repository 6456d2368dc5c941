package org.tsumugi.testbed.population.name;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Table;
import org.tsumugi.testbed.person.Place;

/**
 * Given names by sex and year of birth: a quarter from the testbed's list of the most frequent, the others composed of a stem and
 * an ending in the styles of the time. Many spellings share a reading.
 */
public final class GivenNames {

    private static final double LISTED = 0.25;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2060;
    private static final int TRIES = 12;

    private static final Map<Sex, List<Listed>> POPULAR = popular();
    private static final Map<Sex, List<Style>> STYLES = styles();
    private static final Map<Sex, List<Fashion>> FASHIONS = fashions();
    private static final Map<Sex, Map<String, List<String>>> BY_READING = byReading();

    private GivenNames() {}

    /** A name of the fashion of this year. */
    public static Reading draw(Dice dice, Sex sex, int birthYear) {
        Fashion fashion = of(FASHIONS, sex).get(Math.max(0, Math.min(birthYear, LAST_YEAR) - FIRST_YEAR));
        if (dice.chance(LISTED)) {
            return Skewed.pick(dice, fashion.popular());
        }
        return dice.pick(fashion.styles()).compose(dice);
    }

    /** Another spelling of the same reading, as fathers choose for sons; none when no other is known. */
    public static Optional<Reading> otherSpelling(Dice dice, Sex sex, Reading name) {
        List<String> spellings = of(BY_READING, sex).getOrDefault(name.kana(), List.of()).stream()
                .filter(spelling -> !spelling.equals(name.written()))
                .toList();
        return spellings.isEmpty() ? Optional.empty() : Optional.of(new Reading(dice.pick(spellings), name.kana()));
    }

    /** A name for a twin: not the other's, and with a character of it when one is found in a few tries. */
    public static Reading forTwin(Dice dice, Sex sex, int birthYear, Reading other) {
        Reading name = draw(dice, sex, birthYear);
        for (int i = 0; i < TRIES; i++) {
            if (!name.equals(other) && sharesCharacter(name.written(), other.written())) {
                return name;
            }
            name = draw(dice, sex, birthYear);
        }
        while (name.written().equals(other.written())) {
            name = draw(dice, sex, birthYear);
        }
        return name;
    }

    private static boolean sharesCharacter(String one, String other) {
        return one.chars().anyMatch(character -> other.indexOf(character) >= 0);
    }

    private static Map<Sex, List<Fashion>> fashions() {
        Map<Sex, List<Fashion>> all = new EnumMap<>(Sex.class);
        for (Sex sex : List.of(Sex.MALE, Sex.FEMALE)) {
            List<Fashion> years = new ArrayList<>();
            for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                years.add(fashion(sex, year));
            }
            all.put(sex, List.copyOf(years));
        }
        return all;
    }

    /** The tables end in 2026: what was fashionable then stays so. */
    private static Fashion fashion(Sex sex, int year) {
        int known = Math.min(year, 2026);
        return new Fashion(
                of(POPULAR, sex).stream()
                        .filter(name -> name.from() <= known && known <= name.to())
                        .map(Listed::name)
                        .toList(),
                of(STYLES, sex).stream()
                        .filter(style -> style.from() <= known && known <= style.to())
                        .toList());
    }

    private static Map<Sex, List<Listed>> popular() {
        Map<Sex, List<Listed>> all = new EnumMap<>(Sex.class);
        Table.read(Place.class, "given_names.tsv", row -> row)
                .forEach(row -> all.computeIfAbsent(sex(row), sex -> new ArrayList<>())
                        .add(new Listed(
                                row.number("from"),
                                row.number("to"),
                                new Reading(row.text("kanji"), row.text("kana")))));
        return all;
    }

    private static Map<Sex, List<Style>> styles() {
        Map<String, Style> byName = new LinkedHashMap<>();
        for (Table.Row row : Table.read(GivenNames.class, "given_parts.tsv", row -> row)) {
            Style style = byName.computeIfAbsent(
                    row.text("sex") + row.text("style"),
                    name -> new Style(
                            sex(row), row.number("from"), row.number("to"), new ArrayList<>(), new ArrayList<>()));
            List<Reading> parts = row.text("position").equals("stem") ? style.stems() : style.endings();
            parts.add(new Reading(row.text("kanji"), row.text("kana")));
        }
        Map<Sex, List<Style>> all = new EnumMap<>(Sex.class);
        byName.values()
                .forEach(style -> all.computeIfAbsent(style.sex(), sex -> new ArrayList<>())
                        .add(style));
        return all;
    }

    private static Map<Sex, Map<String, List<String>>> byReading() {
        Map<Sex, Map<String, List<String>>> all = new EnumMap<>(Sex.class);
        for (Sex sex : List.of(Sex.MALE, Sex.FEMALE)) {
            Map<String, Set<String>> spellings = new LinkedHashMap<>();
            of(POPULAR, sex).forEach(name -> collect(spellings, name.name()));
            of(STYLES, sex).forEach(style -> style.all().forEach(name -> collect(spellings, name)));
            Map<String, List<String>> lists = new HashMap<>();
            spellings.forEach((kana, written) -> lists.put(kana, List.copyOf(written)));
            all.put(sex, lists);
        }
        return all;
    }

    private static void collect(Map<String, Set<String>> spellings, Reading name) {
        spellings.computeIfAbsent(name.kana(), kana -> new LinkedHashSet<>()).add(name.written());
    }

    private static Sex sex(Table.Row row) {
        return row.text("sex").equals("M") ? Sex.MALE : Sex.FEMALE;
    }

    private static <T> T of(Map<Sex, T> all, Sex sex) {
        T own = all.get(sex);
        if (own == null) {
            throw new IllegalArgumentException("given names are listed for men and women only");
        }
        return own;
    }

    private record Listed(int from, int to, Reading name) {}

    private record Fashion(List<Reading> popular, List<Style> styles) {}

    private record Style(Sex sex, int from, int to, List<Reading> stems, List<Reading> endings) {

        Reading compose(Dice dice) {
            Reading stem = Skewed.pick(dice, stems);
            Reading ending = Skewed.pick(dice, endings);
            while (ending.written().equals(stem.written())) {
                ending = Skewed.pick(dice, endings);
            }
            return Reading.join(stem, ending);
        }

        List<Reading> all() {
            List<Reading> names = new ArrayList<>();
            for (Reading stem : stems) {
                for (Reading ending : endings) {
                    if (!ending.written().equals(stem.written())) {
                        names.add(Reading.join(stem, ending));
                    }
                }
            }
            return names;
        }
    }
}
