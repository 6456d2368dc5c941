package org.tsumugi.testbed.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What one set of files came to.
 *
 * @param durable seconds until the last acknowledgement
 * @param queryable seconds until nothing was pending
 * @param cpu processor seconds of the server meanwhile, where they are known
 */
record Timing(String name, long files, long acknowledged, double durable, double queryable, OptionalDouble cpu) {

    static final String HEAD =
            "set\tfiles\tacknowledged\tdurable files/s\tqueryable files/s\tdurable s\tqueryable s\tserver CPU ms/file";

    String line() {
        return String.join(
                "\t",
                name,
                Long.toString(files),
                Long.toString(acknowledged),
                tenth(files / durable),
                tenth(files / queryable),
                tenth(durable),
                tenth(queryable),
                cpu.isPresent() ? tenth(1000 * cpu.getAsDouble() / files) : "-");
    }

    /** The one in the middle, by what matters last. */
    static Timing median(List<Timing> timings) {
        List<Timing> sorted = timings.stream()
                .sorted(Comparator.comparingDouble(timing -> timing.files / timing.queryable))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    boolean complete() {
        return acknowledged == files;
    }

    static String tenth(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
