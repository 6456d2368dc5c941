package org.tsumugi.testbed.story;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.draw.Table;
import org.tsumugi.testbed.facility.Department;
import org.tsumugi.testbed.story.LabItem.Interval;

/** The code tables of the story: diseases, drugs, usages, laboratory items. */
public final class Catalogue {

    private static final Map<String, Usage> USAGES = index(
            Table.read(
                    Catalogue.class,
                    "usages.tsv",
                    row -> new Usage(row.text("key"), row.text("code"), row.text("text"), row.number("times"))),
            Usage::key);
    private static final Map<String, Drug> DRUGS =
            index(Table.read(Catalogue.class, "drugs.tsv", Catalogue::drug), Drug::key);
    private static final Map<String, Modifier> MODIFIERS =
            index(Table.read(Catalogue.class, "modifiers.tsv", Catalogue::modifier), Modifier::key);
    private static final List<Disease> DISEASES = Table.read(Catalogue.class, "diseases.tsv", Catalogue::disease);
    private static final Map<String, LabItem> ITEMS =
            index(Table.read(Catalogue.class, "lab_items.tsv", Catalogue::item), LabItem::key);
    private static final Map<String, String> MATERIALS = materials();
    private static final Map<String, LabPanel> PANELS =
            index(Table.read(Catalogue.class, "lab_panels.tsv", Catalogue::panel), LabPanel::key);

    private Catalogue() {}

    /** Every disease, in the order of the table. */
    public static List<Disease> diseases() {
        return DISEASES;
    }

    /** Every drug by key. */
    public static Map<String, Drug> drugs() {
        return DRUGS;
    }

    /** Every laboratory item by key. */
    public static Map<String, LabItem> labItems() {
        return ITEMS;
    }

    /** Every usage by key. */
    public static Map<String, Usage> usages() {
        return USAGES;
    }

    /** Every modifier by key. */
    public static Map<String, Modifier> modifiers() {
        return MODIFIERS;
    }

    static Drug drugNamed(String key) {
        return known(DRUGS, key);
    }

    static LabPanel panelNamed(String key) {
        return known(PANELS, key);
    }

    static Modifier modifierNamed(String key) {
        return known(MODIFIERS, key);
    }

    private static Drug drug(Table.Row row) {
        return new Drug(
                row.text("key"),
                row.text("name"),
                row.text("hot9"),
                row.text("yj"),
                row.text("unit"),
                row.text("unitName"),
                row.decimal("dose"),
                known(USAGES, row.text("usage")));
    }

    private static Modifier modifier(Table.Row row) {
        return new Modifier(
                row.text("key"),
                row.text("place").equals("PREFIX"),
                row.text("keyNumber"),
                row.text("exchange"),
                row.text("text"));
    }

    private static Disease disease(Table.Row row) {
        Map<String, Double> effects = new HashMap<>();
        for (String effect : row.list("effects")) {
            String[] parts = effect.split(":", -1);
            effects.put(parts[0], Double.parseDouble(parts[1]));
        }
        return new Disease(
                row.text("key"),
                row.text("keyNumber"),
                row.text("exchange"),
                row.text("icd10"),
                row.text("name"),
                Department.valueOf(row.text("department")),
                Disease.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                row.text("sex"),
                row.number("fromAge"),
                List.of(row.number("at40"), row.number("at60"), row.number("at80")),
                row.list("drugs"),
                row.list("panels"),
                Map.copyOf(effects),
                row.number("days"));
    }

    private static LabItem item(Table.Row row) {
        boolean qualitative = row.text("lowM").equals("Q");
        return new LabItem(
                row.text("key"),
                row.text("name"),
                row.text("jlac10"),
                row.text("local"),
                row.text("unit"),
                qualitative,
                interval(row, qualitative, "M"),
                interval(row, qualitative, "F"),
                row.decimal("deviation"),
                row.number("decimals"),
                row.decimal("slope"),
                row.decimal("limit"));
    }

    private static Interval interval(Table.Row row, boolean qualitative, String sex) {
        return qualitative
                ? new Interval(null, null, 0)
                : new Interval(end(row, "low" + sex), end(row, "high" + sex), row.decimal("mean" + sex));
    }

    private static @Nullable Double end(Table.Row row, String column) {
        return row.text(column).isEmpty() ? null : Double.valueOf(row.text(column));
    }

    private static LabPanel panel(Table.Row row) {
        return new LabPanel(
                row.text("key"),
                row.text("code"),
                row.text("name"),
                row.text("material"),
                known(MATERIALS, row.text("material")),
                row.list("items").stream().map(key -> known(ITEMS, key)).toList());
    }

    private static Map<String, String> materials() {
        Map<String, String> names = new HashMap<>();
        Table.read(Catalogue.class, "materials.tsv", row -> List.of(row.text("code"), row.text("name")))
                .forEach(row -> names.put(row.get(0), row.get(1)));
        return Map.copyOf(names);
    }

    static <T> Map<String, T> index(List<T> rows, Function<T, String> key) {
        Map<String, T> index = new LinkedHashMap<>();
        rows.forEach(row -> index.put(key.apply(row), row));
        return index;
    }

    static <T> T known(Map<String, T> index, String key) {
        T found = index.get(key);
        if (found == null) {
            throw new IllegalStateException("a table refers to the unknown key " + key);
        }
        return found;
    }
}
