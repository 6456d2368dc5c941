package org.tsumugi.testbed.mpi;

import java.io.PrintWriter;
import java.util.Locale;

/** Plain lines, numbers the same on every machine. */
final class Report {

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    /** A part of a whole in per cent. */
    static String share(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f %%", 100.0 * part / whole);
    }

    /** What a count of errors says of the rate behind it, by the rule of three where there was none. */
    static String bound(long errors, long trials) {
        if (errors > 0) {
            return String.format(Locale.ROOT, "%.2g of a pair", (double) errors / trials);
        }
        return String.format(Locale.ROOT, "below %.2g of a pair with 95 %% (3/N)", 3.0 / trials);
    }

    static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
