package org.tsumugi.testbed.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsumugi.testbed.draw.Table;

/**
 * A way of giving injectables.
 *
 * @param kind JAHIS table JHSI0002, with its name
 * @param comment how; empty when nothing is to be said
 * @param route HL7 table 0162, with its name
 * @param device HL7 table 0164, with its name; empty when there is none
 * @param site HL7 table 0550, with its name; empty when nobody cares
 * @param hours when it begins, on each day
 * @param minutes how long it takes; 0 for an injection at once
 * @param days of a course
 * @param volume in mL, all together
 * @param base what the others are dissolved in; empty when they are given as they are
 */
public record Injection(
        String key,
        Coded kind,
        String comment,
        Coded route,
        Coded device,
        Coded site,
        List<Integer> hours,
        int minutes,
        int days,
        String volume,
        Optional<Injectable> base,
        List<Injectable> additives) {

    private static final Map<String, Injectable> INJECTABLES =
            Catalogue.index(Table.read(Injection.class, "injectables.tsv", Injectable::of), Injectable::key);
    private static final Map<String, Injection> ALL =
            Catalogue.index(Table.read(Injection.class, "injections.tsv", Injection::of), Injection::key);

    /** A code with its name. */
    public record Coded(String code, String name) {
        public boolean isEmpty() {
            return code.isEmpty();
        }
    }

    /** Every way by key. */
    public static Map<String, Injection> all() {
        return ALL;
    }

    /** Every injectable by key. */
    public static Map<String, Injectable> injectables() {
        return INJECTABLES;
    }

    static Injection named(String key) {
        return Catalogue.known(ALL, key);
    }

    /** 予防接種. */
    public boolean vaccination() {
        return kind.code().equals("06");
    }

    /** What is given, the base first. */
    public List<Injectable> given() {
        List<Injectable> given = new ArrayList<>();
        base.ifPresent(given::add);
        given.addAll(additives);
        return List.copyOf(given);
    }

    private static Injection of(Table.Row row) {
        return new Injection(
                row.text("key"),
                coded(row, "kind"),
                row.text("comment"),
                coded(row, "route"),
                coded(row, "device"),
                coded(row, "site"),
                row.list("hours").stream().map(Integer::valueOf).toList(),
                row.number("minutes"),
                row.number("days"),
                row.text("volume"),
                Optional.of(row.text("base"))
                        .filter(key -> !key.isEmpty())
                        .map(key -> Catalogue.known(INJECTABLES, key)),
                row.list("additives").stream()
                        .map(key -> Catalogue.known(INJECTABLES, key))
                        .toList());
    }

    private static Coded coded(Table.Row row, String column) {
        return new Coded(row.text(column), row.text(column + "Name"));
    }
}
