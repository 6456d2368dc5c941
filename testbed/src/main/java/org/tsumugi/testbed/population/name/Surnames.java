package org.tsumugi.testbed.population.name;

import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Table;
import org.tsumugi.testbed.draw.Weighted;
import org.tsumugi.testbed.person.Place;

/**
 * Family names: the testbed's list, whose weights are frequencies per 10,000 and which so covers about two fifths of the people,
 * and some three thousand composed names for the others.
 */
public final class Surnames {

    private static final int WHOLE = 10_000;
    private static final double OTHER_FORM = 0.12;

    private static final List<Listed> LISTED = listed();
    private static final Weighted<Listed> BY_WEIGHT = Weighted.of(LISTED, Listed::weight);
    private static final int LISTED_WEIGHT =
            LISTED.stream().mapToInt(Listed::weight).sum();
    private static final List<Part> PARTS = Table.read(
            Surnames.class,
            "surname_parts.tsv",
            row -> new Part(row.text("position"), new Reading(row.text("kanji"), row.text("kana"))));
    private static final List<Reading> FIRST = parts("first");
    private static final List<Reading> SECOND = parts("second");

    private Surnames() {}

    /** A family name as a register has it: one in eight of those that can be has a less usual form of a character. */
    public static Reading draw(Dice dice) {
        Reading name = dice.below(WHOLE) < LISTED_WEIGHT ? BY_WEIGHT.draw(dice).name() : composed(dice);
        return new Reading(KanjiForms.otherForms(dice, name.written(), OTHER_FORM), name.kana());
    }

    private static Reading composed(Dice dice) {
        Reading first = Skewed.pick(dice, FIRST);
        Reading second = Skewed.pick(dice, SECOND);
        while (second.written().equals(first.written())) {
            second = Skewed.pick(dice, SECOND);
        }
        return Reading.join(first, second);
    }

    private static List<Reading> parts(String position) {
        return PARTS.stream()
                .filter(part -> part.position().equals(position))
                .map(Part::reading)
                .toList();
    }

    private static List<Listed> listed() {
        List<Listed> all = new ArrayList<>();
        for (List<Listed> line : Table.read(Place.class, "surnames.tsv", Surnames::spellings)) {
            all.addAll(line);
        }
        return List.copyOf(all);
    }

    private static List<Listed> spellings(Table.Row row) {
        List<Listed> spellings = new ArrayList<>();
        spellings.add(new Listed(new Reading(row.text("kanji"), row.text("kana")), row.number("weight")));
        for (String variant : row.list("variants")) {
            String[] parts = variant.split(":", -1);
            spellings.add(new Listed(new Reading(parts[0], row.text("kana")), Integer.parseInt(parts[1])));
        }
        return spellings;
    }

    private record Listed(Reading name, int weight) {}

    private record Part(String position, Reading reading) {}
}
