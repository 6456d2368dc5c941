package org.tsumugi.testbed.bench.names;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** A standardized storage of so many names, of patients with twenty files each. The files are holes: they take no room. */
final class NameTree {

    private static final int FILES_OF_A_PATIENT = 20;
    private static final int FILES_OF_A_TYPE = 2;
    private static final int BYTES = 1_500;
    private static final List<String> TYPES = List.of("OMP-01", "OML-11");

    private final Path root;
    private final AtomicLong changes = new AtomicLong();
    private Path last = Path.of(".");

    NameTree(Path root) {
        this.root = root;
    }

    void make(long files) throws IOException {
        long left = files;
        for (long patient = 0; left > 0; patient++) {
            for (Path file : filesOf(patient, (int) Math.min(left, FILES_OF_A_PATIENT))) {
                write(file);
                left--;
            }
        }
    }

    private List<Path> filesOf(long patient, int most) {
        String id = String.format(Locale.ROOT, "%010d", patient);
        List<Path> files = new ArrayList<>(List.of(file(id, "-", "ADT-00", "20200101000000000")));
        int day = 1;
        while (files.size() < most) {
            for (String type : TYPES) {
                for (int i = 0; i < FILES_OF_A_TYPE && files.size() < most; i++) {
                    String date = String.format(Locale.ROOT, "202001%02d", day);
                    files.add(file(id, date, type, date + "09000000" + i));
                }
            }
            day++;
        }
        return files;
    }

    private Path file(String patient, String date, String type, String time) {
        String name = String.join("_", patient, date, type, "999999999999999", time, "-", "1");
        return root.resolve(
                String.join("/", patient.substring(0, 3), patient.substring(3, 6), patient, date, type, name));
    }

    private void write(Path file) throws IOException {
        Path folder = file.resolveSibling(".");
        if (!folder.normalize().equals(last)) {
            last = folder.normalize();
            Files.createDirectories(last);
        }
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.setLength(BYTES);
        }
    }

    /** One more file beside the last one. */
    void change() throws IOException {
        long number = changes.incrementAndGet();
        String[] parts = root.relativize(last).toString().split("/", -1);
        write(file(parts[2], parts[3], parts[4], "20210101" + String.format(Locale.ROOT, "%09d", number)));
    }
}
