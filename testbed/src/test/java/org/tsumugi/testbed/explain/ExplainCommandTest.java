package org.tsumugi.testbed.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;
import picocli.CommandLine;

class ExplainCommandTest {

    @Test
    void everyElementShouldBePrintedWithItsPlace(@TempDir Path directory) throws Exception {
        new NetworkGenerator(new NetworkSettings(1, 3, 5)).writeTo(directory, GenerationListener.NONE);
        Path file;
        try (Stream<Path> files = Files.walk(directory)) {
            file = files.filter(one -> one.getFileName().toString().contains("_ADT-00_"))
                    .filter(one -> one.toString().endsWith("_1"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        List<String> lines = explain(file.toString());
        assertThat(lines).first().isEqualTo("MAPPED");
        assertThat(lines).anyMatch(line -> line.matches("  birthDate = \\d{4}-\\d\\d-\\d\\d  <- PID\\[1]-7\\.1"));
        assertThat(lines).anyMatch(line -> line.matches("  name\\[0]\\.family = .+  <- PID\\[1]-5\\.1"));
        assertThat(lines).anyMatch(line -> line.equals("  PID[1] PID-1: set-id"));
        assertThat(lines).last().asString().matches("\\d+ fields = \\d+ mapped \\+ \\d+ ignored \\+ \\d+ reported");
    }

    @Test
    void documentsShouldBeExplainedToo(@TempDir Path directory) throws Exception {
        new NetworkGenerator(new NetworkSettings(1, 20, 5)).writeTo(directory, GenerationListener.NONE);
        List<Path> vitalSigns;
        try (Stream<Path> files = Files.walk(directory)) {
            vitalSigns = files.filter(one -> one.toString().contains("/extended/"))
                    .filter(one -> one.toString().endsWith(".hl7"))
                    .toList();
        }
        assertThat(vitalSigns).isNotEmpty();
        List<String> lines = explain(vitalSigns.get(0).toString());
        assertThat(lines).first().isEqualTo("MAPPED");
        assertThat(lines).anyMatch(line -> line.startsWith("  PID[1] PID-"));
    }

    @Test
    void accountsOfAFolderShouldAddUp(@TempDir Path directory) throws Exception {
        Path network = Files.createDirectory(directory.resolve("extended"));
        new NetworkGenerator(new NetworkSettings(1, 20, 5)).writeTo(network, GenerationListener.NONE);
        Files.writeString(Files.createDirectory(network.resolve("other")).resolve("extended"), "no file of a storage");
        List<String> lines = explain(directory.toString());
        assertThat(lines).last().isEqualTo("1 files have no name of a storage");
        List<long[]> rows = lines.subList(1, lines.size() - 1).stream()
                .map(line -> Stream.of(line.strip().split("\\s+"))
                        .skip(1)
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
        assertThat(rows).hasSizeGreaterThan(20).allMatch(row -> row[1] == row[2] + row[3] + row[4]);
        assertThat(rows.subList(0, rows.size() - 1).stream()
                        .mapToLong(row -> row[1])
                        .sum())
                .isEqualTo(rows.get(rows.size() - 1)[1])
                .isPositive();
    }

    private static List<String> explain(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(new CommandLine(new ExplainCommand())
                        .setOut(new PrintWriter(out))
                        .execute(arguments))
                .isZero();
        return out.toString().lines().toList();
    }
}
