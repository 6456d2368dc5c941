package org.tsumugi.testbed.search;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;

/** A table for the documentation, printed line by line as the figures come. */
final class MarkdownTable {

    private final PrintWriter out;
    private final int columns;

    /** Prints the head. */
    MarkdownTable(PrintWriter out, List<String> head) {
        this.out = out;
        this.columns = head.size();
        out.println();
        row(head);
        row(Collections.nCopies(columns, "---"));
    }

    void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns + " columns");
        }
        out.println("| " + String.join(" | ", cells) + " |");
        out.flush();
    }
}
