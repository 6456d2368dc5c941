package org.tsumugi.mpi.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalName;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.Rung;

/**
 * The pairs of records that share what a rung stands on. Under a number that is no evidence only pairs with one date of birth and one
 * name are looked at, and those are unsure.
 */
final class RungPairs {

    private final SortedSet<Edge> unsure = new TreeSet<>();
    private final SortedSet<Edge> sure = new TreeSet<>();

    RungPairs(Rules rules, Rung rung, List<NormalRecord> records, LargeBlocks large) {
        Map<LinkKey, List<Integer>> blocks = new TreeMap<>();
        for (int place = 0; place < records.size(); place++) {
            for (LinkKey key : RungKeys.of(rules, rung, records.get(place))) {
                blocks.computeIfAbsent(key, any -> new ArrayList<>()).add(place);
            }
        }
        blocks.forEach((key, places) -> {
            if (large.contains(key)) {
                unsure.addAll(sameDayAndName(records, places));
            } else if (rung.number().isPersonal()) {
                sure.addAll(all(places));
            } else {
                sure.addAll(sameDay(records, places));
            }
        });
    }

    private static List<Edge> all(List<Integer> places) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            for (int j = i + 1; j < places.size(); j++) {
                edges.add(Edge.of(places.get(i), places.get(j)));
            }
        }
        return edges;
    }

    private static Set<Edge> sameDayAndName(List<NormalRecord> records, List<Integer> places) {
        Map<String, List<Integer>> blocks = new TreeMap<>();
        for (int place : places) {
            NormalRecord record = records.get(place);
            if (record.birthDay() != 0) {
                names(record)
                        .forEach(name -> blocks.computeIfAbsent(record.birthDay() + name, any -> new ArrayList<>())
                                .add(place));
            }
        }
        Set<Edge> edges = new HashSet<>();
        blocks.values().forEach(block -> edges.addAll(all(block)));
        return edges;
    }

    private static Set<String> names(NormalRecord record) {
        Set<String> names = new HashSet<>();
        for (NormalName name : record.names()) {
            names.add("k" + name.whole().reduced());
            names.add("n" + name.wholeKana().sound());
            names.add("l" + name.familyLatin() + name.givenLatin());
        }
        names.removeIf(name -> name.length() == 1);
        return names;
    }

    private static List<Edge> sameDay(List<NormalRecord> records, List<Integer> places) {
        Map<Integer, List<Integer>> byDay = new TreeMap<>();
        for (int place : places) {
            int day = records.get(place).birthDay();
            if (day != 0) {
                byDay.computeIfAbsent(day, any -> new ArrayList<>()).add(place);
            }
        }
        List<Edge> edges = new ArrayList<>();
        byDay.values().forEach(day -> edges.addAll(all(day)));
        return edges;
    }

    /** Pairs under numbers that are evidence. */
    SortedSet<Edge> sure() {
        return sure;
    }

    /** Pairs under numbers that are none. */
    SortedSet<Edge> unsure() {
        return unsure;
    }
}
