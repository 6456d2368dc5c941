package org.tsumugi.testbed.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Table;
import org.tsumugi.testbed.draw.Weighted;

/** Japanese names as they are distributed: surnames by frequency with their spellings, given names by sex and year of birth. */
final class Names {

    private static final List<Surname> SURNAMES = Table.read(Names.class, "surnames.tsv", Names::surname);
    private static final Weighted<Surname> BY_WEIGHT = Weighted.of(SURNAMES, Surname::weight);
    private static final List<GivenName> GIVEN_NAMES = Table.read(
            Names.class,
            "given_names.tsv",
            row -> new GivenName(
                    Sex.valueOf(row.text("sex")),
                    row.number("from"),
                    row.number("to"),
                    row.text("kanji"),
                    row.text("kana")));

    private Names() {}

    static PersonName draw(Dice dice, Sex sex, int birthYear) {
        Spelling surname = drawSurname(dice);
        List<GivenName> fashion = new ArrayList<>();
        for (GivenName name : GIVEN_NAMES) {
            if (name.sex() == sex && name.from() <= birthYear && birthYear <= name.to()) {
                fashion.add(name);
            }
        }
        GivenName given = dice.pick(fashion);
        return new PersonName(surname.kanji(), given.kanji(), surname.kana(), given.kana());
    }

    static Spelling drawSurname(Dice dice) {
        Surname surname = BY_WEIGHT.draw(dice);
        return Weighted.of(surname.spellings(), Spelling::weight).draw(dice);
    }

    /** Another spelling of the surname, when it has one. */
    static Optional<String> otherSpelling(Dice dice, PersonName name) {
        for (Surname surname : SURNAMES) {
            List<String> others = new ArrayList<>();
            boolean own = false;
            for (Spelling spelling : surname.spellings()) {
                if (spelling.kanji().equals(name.surname())) {
                    own = true;
                } else {
                    others.add(spelling.kanji());
                }
            }
            if (own && !others.isEmpty() && surname.kana().equals(name.surnameKana())) {
                return Optional.of(dice.pick(others));
            }
        }
        return Optional.empty();
    }

    private static Surname surname(Table.Row row) {
        int rest = row.number("weight");
        List<Spelling> spellings = new ArrayList<>();
        spellings.add(new Spelling(row.text("kanji"), row.text("kana"), rest));
        for (String variant : row.list("variants")) {
            String[] parts = variant.split(":", -1);
            spellings.add(new Spelling(parts[0], row.text("kana"), Integer.parseInt(parts[1])));
        }
        return new Surname(row.text("kana"), List.copyOf(spellings));
    }

    /** One way to write a surname. */
    record Spelling(String kanji, String kana, int weight) {}

    private record Surname(String kana, List<Spelling> spellings) {
        int weight() {
            return spellings.stream().mapToInt(Spelling::weight).sum();
        }
    }

    private record GivenName(Sex sex, int from, int to, String kanji, String kana) {}
}
