package org.tsumugi.testbed.search.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tsumugi.search.name.Folding;
import org.tsumugi.testbed.draw.Table;

/** Names put together from parts, as those of diseases, drugs and tests are: what, of which kind, where, by whom. */
final class ComposedNames {

    private static final List<String> PLACES = List.of("BEFORE", "CORE", "AFTER", "END");
    private static final String NOTHING = "-";

    private ComposedNames() {}

    /** A name, and how usual it is compared with the others. */
    private record Weighed(String text, double weight) {

        /** The n-th of a place is used an n-th as often; of what qualifies the core, an n²-th. */
        Weighed with(String place, String part, int position) {
            double share = 1.0 / (position + 1);
            return new Weighed(
                    part.equals(NOTHING) ? text : text + part, weight * (place.equals("CORE") ? share : share * share));
        }
    }

    /** One line of the table. */
    private record Part(String place, String text) {}

    /**
     * The most usual names, in folded form, each once, the most usual one first.
     *
     * @throws IllegalArgumentException when the table has parts for fewer
     */
    static List<String> of(String table, int wanted) {
        List<Part> parts = Table.read(ComposedNames.class, table, row -> new Part(row.text("place"), row.text("text")));
        List<Weighed> names = List.of(new Weighed("", 1));
        for (String place : PLACES) {
            List<String> choices = parts.stream()
                    .filter(part -> part.place().equals(place))
                    .map(Part::text)
                    .toList();
            names = choices.isEmpty() ? names : extended(names, place, choices);
        }
        Set<String> folded = new LinkedHashSet<>();
        names.stream()
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
                .forEach(name -> folded.add(Folding.fold(name.text())));
        if (folded.size() < wanted) {
            throw new IllegalArgumentException(table + " makes " + folded.size() + " names, not " + wanted);
        }
        return folded.stream().limit(wanted).toList();
    }

    private static List<Weighed> extended(List<Weighed> names, String place, List<String> choices) {
        List<Weighed> extended = new ArrayList<>(names.size() * choices.size());
        for (Weighed name : names) {
            for (int i = 0; i < choices.size(); i++) {
                extended.add(name.with(place, choices.get(i), i));
            }
        }
        return extended;
    }
}
