package org.tsumugi.testbed.story;

import java.util.List;
import java.util.Map;
import org.tsumugi.testbed.draw.Table;

/**
 * 細菌検査.
 *
 * @param material JLAC10 material, with its name
 * @param panel the hospitals' own code of the set, with its name
 * @param item JLAC10 code of the culture, with its name
 * @param growth how often something grows
 */
public record Culture(
        String key,
        String material,
        String materialName,
        String panel,
        String panelName,
        String item,
        String itemName,
        double growth,
        List<Organism> organisms) {

    private static final List<Antibiotic> ANTIBIOTICS =
            Table.read(Culture.class, "antibiotics.tsv", row -> new Antibiotic(row.text("code"), row.text("name")));
    private static final Map<String, Organism> ORGANISMS = Catalogue.index(
            Table.read(
                    Culture.class,
                    "organisms.tsv",
                    row -> new Organism(
                            row.text("key"),
                            row.text("code"),
                            row.text("name"),
                            row.list("quantities"),
                            row.list("susceptible").stream()
                                    .map(Integer::valueOf)
                                    .toList())),
            Organism::key);
    private static final Map<String, Culture> ALL =
            Catalogue.index(Table.read(Culture.class, "cultures.tsv", Culture::of), Culture::key);

    /** @param code JLAC10 */
    public record Antibiotic(String code, String name) {}

    /**
     * A bacterium.
     *
     * @param quantities of which one is found
     * @param susceptible how often each antibiotic works, in percent, in the order of the antibiotics
     */
    public record Organism(String key, String code, String name, List<String> quantities, List<Integer> susceptible) {}

    /** Every culture by key. */
    public static Map<String, Culture> all() {
        return ALL;
    }

    /** Every antibiotic tested. */
    public static List<Antibiotic> antibiotics() {
        return ANTIBIOTICS;
    }

    static Culture named(String key) {
        return Catalogue.known(ALL, key);
    }

    private static Culture of(Table.Row row) {
        return new Culture(
                row.text("key"),
                row.text("material"),
                row.text("materialName"),
                row.text("panel"),
                row.text("panelName"),
                row.text("item"),
                row.text("itemName"),
                row.decimal("growth"),
                row.list("organisms").stream()
                        .map(key -> Catalogue.known(ORGANISMS, key))
                        .toList());
    }
}
