package org.tsumugi.testbed.mpi;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.name.NameReader;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.Written;

/** How fast names and records are brought into comparable form, on one thread, in its CPU time. */
final class NameSpeed {

    private static final int RECORDS = 20_000;
    private static final int ROUNDS = 5;
    private static final double SECONDS = 1;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<PatientRecord> records;
    private final Library library;

    /** The first records of a region. */
    NameSpeed(Region region, Library library) {
        this.records = region.records().limit(RECORDS).map(Written::record).toList();
        this.library = library;
    }

    void print(Report report) {
        NameReader reader = new NameReader(KanjiForms.curated());
        List<PersonName> names = new ArrayList<>();
        records.forEach(record -> names.addAll(record.names()));
        print(report, "names (family and given)", names.size(), i -> read(reader, names.get(i)));
        print(
                report,
                "whole records",
                records.size(),
                i -> library.normalizer().normalize(records.get(i)).names().size());
    }

    private static int read(NameReader reader, PersonName name) {
        return name.script() == Script.IDEOGRAPHIC
                ? reader.ideographic(name.family()).reduced().length()
                        + reader.ideographic(name.given()).reduced().length()
                : name.script() == Script.PHONETIC
                        ? reader.kana(name.family()).sound().length()
                                + reader.kana(name.given()).sound().length()
                        : reader.alphabetic(name.family()).length()
                                + reader.alphabetic(name.given()).length();
    }

    private interface Work {
        int on(int index);
    }

    private static void print(Report report, String what, int size, Work work) {
        List<Double> rates = new ArrayList<>();
        long sink = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long done = 0;
            double seconds = 0;
            while (seconds < SECONDS) {
                for (int i = 0; i < size; i++) {
                    sink += work.on(i);
                }
                done += size;
                seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            }
            if (round > 0) {
                rates.add(done / seconds);
            }
        }
        rates.sort(Double::compare);
        // printing the sum keeps the work from being optimised away
        report.line(
                "%s made comparable per CPU-second: %,.0f (%,.0f to %,.0f in %d rounds; check %d)",
                what, rates.get(ROUNDS / 2), rates.get(0), rates.get(ROUNDS - 1), ROUNDS, sink % 10);
    }
}
