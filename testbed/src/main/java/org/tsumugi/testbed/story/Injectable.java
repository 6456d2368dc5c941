package org.tsumugi.testbed.story;

import org.tsumugi.testbed.draw.Table;

/**
 * A made-up product for injection.
 *
 * @param hot9 9 digits
 * @param yj 12 characters
 * @param unit MERIT-9 unit code, with its name
 * @param amount each time, in that unit
 * @param lot of vaccines; empty where nobody writes it down
 * @param maker of vaccines; empty where nobody writes it down
 */
public record Injectable(
        String key,
        String name,
        String hot9,
        String yj,
        String unit,
        String unitName,
        String amount,
        String lot,
        String maker) {

    static Injectable of(Table.Row row) {
        return new Injectable(
                row.text("key"),
                row.text("name"),
                row.text("hot9"),
                row.text("yj"),
                row.text("unit"),
                row.text("unitName"),
                row.text("amount"),
                row.text("lot"),
                row.text("maker"));
    }
}
