package org.tsumugi.testbed.person;

import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Table;
import org.tsumugi.testbed.draw.Weighted;

/**
 * A real town; see {@code places.tsv}.
 *
 * @param prefectureCode 2 digits
 * @param postalCode with a hyphen
 * @param insurer the middle three digits of its 国保 and 後期高齢 insurer numbers
 */
public record Place(
        String prefectureCode,
        String prefecture,
        String city,
        String town,
        String postalCode,
        String areaCode,
        String insurer,
        int weight) {

    private static final List<Place> ALL = Table.read(
            Place.class,
            "places.tsv",
            row -> new Place(
                    row.text("prefectureCode"),
                    row.text("prefecture"),
                    row.text("city"),
                    row.text("town"),
                    row.text("postalCode"),
                    row.text("areaCode"),
                    row.text("insurer"),
                    row.number("weight")));
    private static final Weighted<Place> BY_WEIGHT = Weighted.of(ALL, Place::weight);

    /** A place people of the network live in. */
    public static Place draw(Dice dice) {
        return BY_WEIGHT.draw(dice);
    }

    /** Every place of the table, in its order. */
    public static List<Place> all() {
        return ALL;
    }

    /** A telephone number that no exchange gives out: the local part begins with 0 behind the area code. */
    public String phone(Dice dice) {
        int exchangeDigits = 6 - areaCode.length();
        String exchange = "0" + dice.digits(exchangeDigits - 1);
        return areaCode + "-" + exchange + "-" + dice.digits(4);
    }
}
