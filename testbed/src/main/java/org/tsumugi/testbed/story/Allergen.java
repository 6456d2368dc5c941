package org.tsumugi.testbed.story;

import java.util.List;
import org.tsumugi.testbed.draw.Table;

/**
 * Something people do not bear.
 *
 * @param type HL7 table 0127
 * @param table code table of the code: a national one, or the hospital's own
 * @param reactions of which a patient shows one
 * @param onset how exactly patients remember the first time
 */
public record Allergen(
        String key, String type, String code, String table, String name, List<String> reactions, Onset onset) {

    private static final List<Allergen> ALL = Table.read(
            Allergen.class,
            "allergens.tsv",
            row -> new Allergen(
                    row.text("key"),
                    row.text("type"),
                    row.text("code"),
                    row.text("table"),
                    row.text("name"),
                    row.list("reactions"),
                    Onset.valueOf(row.text("onset"))));

    /** How exactly a beginning is known. */
    public enum Onset {
        DAY,
        MONTH,
        YEAR,
        TEXT
    }

    /** Every allergen, in the order of the table. */
    public static List<Allergen> all() {
        return ALL;
    }
}
