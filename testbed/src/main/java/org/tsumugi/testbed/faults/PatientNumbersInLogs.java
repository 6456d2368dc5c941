package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for patients in what programs wrote while they were killed: nowhere else are so many things said that nobody planned. */
final class PatientNumbersInLogs {

    private final Set<String> patients;

    PatientNumbersInLogs(Set<String> patients) {
        this.patients = patients;
    }

    /** How many lines of files below these directories name a patient. */
    long below(List<Path> directories) throws IOException {
        long lines = 0;
        for (Path directory : directories) {
            List<Path> files;
            try (Stream<Path> tree = Files.walk(directory)) {
                files = tree.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                lines += in(file);
            }
        }
        return lines;
    }

    private long in(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(this::namesOne).count();
        }
    }

    private boolean namesOne(String line) {
        return Arrays.stream(line.split("[^0-9]+")).anyMatch(patients::contains);
    }
}
