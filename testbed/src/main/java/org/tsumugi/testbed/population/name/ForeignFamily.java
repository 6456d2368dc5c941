package org.tsumugi.testbed.population.name;

import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;

/** Names the members of one family of foreign residents. */
public final class ForeignFamily {

    private final NameOffice.Origin origin;
    private final Reading family;

    ForeignFamily(NameOffice.Origin origin, Reading family) {
        this.origin = origin;
        this.family = family;
    }

    /**
     * A member of the family.
     *
     * @param usualRate share of those who have a 通称名
     */
    public TrueName member(Dice dice, Sex sex, int birthYear, double usualRate) {
        Reading given = dice.pick(origin.givenNames(sex));
        TrueName usual = dice.chance(usualRate) ? NameOffice.japanese(dice, Surnames.draw(dice), sex, birthYear) : null;
        return new TrueName(family.written(), given.written(), family.kana(), given.kana(), true, usual);
    }
}
