package org.tsumugi.testbed.explain;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.FieldAccount.Fate;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;

/** The accounts of many files, added up by data type. */
final class Totals {

    private static final String ROW = "%-28s %8s %10s %10s %10s %10s %8s%n";

    private static final class Sums {
        private long files;
        private long notMapped;
        private long fields;
        private long mapped;
        private long ignored;
        private long reported;

        void add(MappedFile file) {
            FieldAccount account = file.account();
            files++;
            notMapped += file.verdict() == Verdict.MAPPED ? 0 : 1;
            fields += account.entries().size();
            mapped += account.count(Fate.MAPPED);
            ignored += account.count(Fate.IGNORED);
            reported += account.count(Fate.REPORTED);
        }

        void add(Sums other) {
            files += other.files;
            notMapped += other.notMapped;
            fields += other.fields;
            mapped += other.mapped;
            ignored += other.ignored;
            reported += other.reported;
        }

        void print(String name, PrintWriter out) {
            out.printf(ROW, name, files, fields, mapped, ignored, reported, notMapped);
        }
    }

    private final Map<String, Sums> byType = new TreeMap<>();
    private long others;

    void add(String dataType, MappedFile file) {
        byType.computeIfAbsent(dataType, type -> new Sums()).add(file);
    }

    /** A file that no storage has. */
    void addOther() {
        others++;
    }

    void print(PrintWriter out) {
        out.printf(ROW, "type", "files", "fields", "mapped", "ignored", "reported", "refused");
        Sums all = new Sums();
        byType.forEach((type, sums) -> {
            sums.print(type, out);
            all.add(sums);
        });
        all.print("all", out);
        if (others > 0) {
            out.printf("%d files have no name of a storage%n", others);
        }
        out.flush();
    }
}
