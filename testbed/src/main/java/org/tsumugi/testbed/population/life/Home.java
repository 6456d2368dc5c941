package org.tsumugi.testbed.population.life;

import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.person.Place;

/**
 * Where a household lives.
 *
 * @param place index among the places of the testbed
 * @param postalCode with a hyphen: the first three digits are the place's, the others are made up
 * @param phone of the household
 */
public record Home(int place, String postalCode, String phone) {

    private static final int TOWNS = 40;

    static Home draw(Dice dice) {
        return in(dice, Place.all().indexOf(Place.draw(dice)));
    }

    /** Another home in the same place. */
    Home near(Dice dice) {
        return in(dice, place);
    }

    /** The prefecture's two digits. */
    String prefecture() {
        return Place.all().get(place).prefectureCode();
    }

    /** Which 国民健康保険 insures here: places of one city have the same. */
    String municipality() {
        Place here = Place.all().get(place);
        return here.prefectureCode() + here.insurer();
    }

    private static Home in(Dice dice, int index) {
        Place place = Place.all().get(index);
        String postalCode = place.postalCode().substring(0, 4) + Digits.pad(17L * dice.below(TOWNS) + 1, 4);
        return new Home(index, postalCode, place.phone(dice));
    }

    /** No address appears in logs. */
    @Override
    public String toString() {
        return "Home[]";
    }
}
