package org.tsumugi.testbed.person;

import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Digits;

/**
 * Where somebody lives: a real town, a made-up house.
 *
 * @param house such as {@code 3-12-5}
 * @param building empty for a house of one's own
 */
public record Address(Place place, String house, String building) {

    static Address draw(Dice dice) {
        Place place = Place.draw(dice);
        String house = dice.between(1, 6) + "-" + dice.between(1, 40) + "-" + dice.between(1, 30);
        if (dice.chance(0.6)) {
            return new Address(place, house, "");
        }
        String[] buildings = {"コーポ", "メゾン", "ハイツ", "グランド", "パーク", "サンライズ"};
        String building = buildings[dice.below(buildings.length)] + place.town() + " "
                + (dice.between(1, 12) * 100 + dice.between(1, 12));
        return new Address(place, house, building);
    }

    /** The whole address in one line, as hospitals type it. */
    String text(Style style) {
        String town = place.prefecture() + place.city() + place.town();
        String rest = building.isEmpty() ? house : house + " " + building;
        return switch (style) {
            case FULL_WIDTH -> town + Digits.fullWidth(rest);
            case HALF_WIDTH -> town + rest;
            case WORDS -> town + words() + (building.isEmpty() ? "" : "　" + Digits.fullWidth(building));
        };
    }

    private String words() {
        String[] parts = house.split("-", -1);
        return Digits.fullWidth(parts[0]) + "丁目" + Digits.fullWidth(parts[1]) + "番" + Digits.fullWidth(parts[2]) + "号";
    }

    /** How house numbers are typed. */
    enum Style {
        FULL_WIDTH,
        HALF_WIDTH,
        WORDS
    }
}
