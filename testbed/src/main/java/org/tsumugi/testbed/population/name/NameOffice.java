package org.tsumugi.testbed.population.name;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Table;

/** Names whole persons. */
public final class NameOffice {

    private static final List<Origin> ORIGINS = origins();

    private NameOffice() {}

    /** A person of a Japanese family. */
    public static TrueName japanese(Dice dice, Reading family, Sex sex, int birthYear) {
        return TrueName.japanese(family, GivenNames.draw(dice, sex, birthYear));
    }

    /**
     * A family of foreign residents, which has one family name and one origin.
     *
     * @return names its members
     */
    public static ForeignFamily foreign(Dice dice) {
        Origin origin = dice.pick(ORIGINS);
        return new ForeignFamily(origin, dice.pick(origin.families()));
    }

    /** A child of a foreign family: a given name such as families of this name give. */
    public static TrueName foreignChild(Dice dice, TrueName parent, Sex sex) {
        Reading family = parent.familyReading();
        for (Origin origin : ORIGINS) {
            if (origin.families().contains(family)) {
                Reading given = dice.pick(origin.givenNames(sex));
                return new TrueName(family.written(), given.written(), family.kana(), given.kana(), true, null);
            }
        }
        throw new IllegalArgumentException("a foreign family whose name is not in the table");
    }

    private static List<Origin> origins() {
        Map<String, Origin> byName = new LinkedHashMap<>();
        for (Table.Row row : Table.read(NameOffice.class, "foreign_names.tsv", row -> row)) {
            Origin origin = byName.computeIfAbsent(
                    row.text("origin"), name -> new Origin(new ArrayList<>(), new EnumMap<>(Sex.class)));
            Reading reading = new Reading(row.text("latin"), row.text("kana"));
            switch (row.text("part")) {
                case "family" -> origin.families().add(reading);
                case "M" -> origin.givenNames(Sex.MALE).add(reading);
                default -> origin.givenNames(Sex.FEMALE).add(reading);
            }
        }
        return List.copyOf(byName.values());
    }

    record Origin(List<Reading> families, Map<Sex, List<Reading>> given) {

        List<Reading> givenNames(Sex sex) {
            return given.computeIfAbsent(sex, key -> new ArrayList<>());
        }
    }
}
