package org.tsumugi.testbed.story;

import java.util.Map;
import org.tsumugi.testbed.draw.Table;

/**
 * 食種.
 *
 * @param type HL7 table 0159: D diet, S supplement, P preference
 * @param code of the hospitals' kitchens
 * @param text instruction; empty when there is none
 */
public record Diet(String key, String type, String code, String name, String text) {

    private static final Map<String, Diet> ALL = Catalogue.index(
            Table.read(
                    Diet.class,
                    "meals.tsv",
                    row -> new Diet(
                            row.text("key"), row.text("type"), row.text("code"), row.text("name"), row.text("text"))),
            Diet::key);

    /** Every diet by key. */
    public static Map<String, Diet> all() {
        return ALL;
    }

    static Diet named(String key) {
        return Catalogue.known(ALL, key);
    }
}
