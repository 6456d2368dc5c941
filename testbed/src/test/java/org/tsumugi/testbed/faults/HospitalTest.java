package org.tsumugi.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HospitalTest {

    @TempDir
    Path directory;

    @Test
    void storageShouldHaveTheLastPathsInTheEndAndOthersOnTheWay() throws Exception {
        Hospital hospital = Hospital.of(directory.resolve("storage"), 1500, 20261121);
        assertThat(hospital.lastPaths()).anyMatch(path -> path.startsWith("extended/") && path.contains("_2/"));
        Set<String> seen = new TreeSet<>();
        int done = 0;
        while (!hospital.isDone()) {
            hospital.act();
            done++;
            if (done % 25 == 0) {
                seen.addAll(paths());
            }
        }
        seen.addAll(paths());
        assertThat(paths()).isEqualTo(hospital.lastPaths());
        assertThat(seen).hasSizeGreaterThan(hospital.lastPaths().size());
        assertThat(seen.stream().map(FileName::identity).collect(Collectors.toSet()))
                .isEqualTo(hospital.contents().keySet());
        assertThat(hospital.actions()).isGreaterThan(hospital.lastPaths().size());
    }

    @Test
    void flagShouldBeFoundInFileOrContentFolder() {
        String file = "000/001/0000012345/-/ADT-00/0000012345_-_ADT-00_999999999999999_20260401091500123_-_1";
        assertThat(FileName.withFlag(file, '2')).endsWith("_-_2");
        assertThat(FileName.identity(file)).isEqualTo(FileName.identity(FileName.withFlag(file, '0')));
        assertThat(FileName.time(file)).isEqualTo("20260401091500123");
        String content =
                "extended/000/001/0000012345/20260401/A^B^C/0000012345_20260401_A^B^C_1_20260401091500123_01_1/x.pdf";
        assertThat(FileName.withFlag(content, '0')).endsWith("_01_0/x.pdf");
        assertThat(FileName.renamed(content)).endsWith("_01_1");
        assertThat(FileName.withFlag(FileName.renamed(content), '2')).endsWith("_01_2");
        assertThat(FileName.time(content)).isEqualTo("20260401091500123");
    }

    private Set<String> paths() throws IOException {
        Path storage = directory.resolve("storage");
        List<Path> files;
        try (Stream<Path> tree = Files.walk(storage)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        return files.stream()
                .map(file -> storage.relativize(file).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
