package org.tsumugi.testbed.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The themes beside each other for regions of several sizes. */
final class Growth {

    private final SortedMap<Long, List<Compared>> bySize = new TreeMap<>();

    void add(long records, List<Compared> compared) {
        bySize.put(records, compared);
    }

    /** Prints nothing where there is one size. */
    void print(PrintWriter out) {
        if (bySize.size() < 2) {
            return;
        }
        List<String> heads = new ArrayList<>(Question.heads());
        for (String who : List.of("number", "index warm", "btree warm", "scan warm")) {
            bySize.keySet().forEach(records -> heads.add(String.format(Locale.ROOT, "%s, %,d records", who, records)));
        }
        MarkdownTable table = new MarkdownTable(out, heads);
        for (int i = 0; i < Question.all().size(); i++) {
            table.row(row(i));
        }
    }

    private List<String> row(int number) {
        List<Compared> sizes =
                bySize.values().stream().map(all -> all.get(number)).toList();
        List<String> row = new ArrayList<>(sizes.get(0).question().cells());
        sizes.forEach(one -> row.add(String.format(Locale.ROOT, "%,d", one.number())));
        List<Function<Compared, Measured>> columns = List.of(Compared::index, Compared::vocabulary, Growth::scan);
        columns.forEach(
                column -> sizes.forEach(one -> row.add(column.apply(one).warm().cell())));
        return row;
    }

    private static Measured scan(Compared compared) {
        Measured scan = compared.scan();
        if (scan == null) {
            throw new IllegalArgumentException("the scan was not asked");
        }
        return scan;
    }
}
