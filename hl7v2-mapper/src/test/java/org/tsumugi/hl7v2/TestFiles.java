package org.tsumugi.hl7v2;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.StoragePath;

/** Every message the tests have: the inputs of the golden cases, and the guideline's samples where they are at hand. */
final class TestFiles {

    private static final Path CASES = Path.of("src/test/resources/cases");

    private TestFiles() {}

    /** One file and how to map it. */
    record NamedFile(String name, MapperSettings settings, String facility, StoragePath path, byte[] bytes) {
        MappedFile map() {
            return SsMix2Mapper.of(settings).map(facility, path, bytes);
        }
    }

    static List<NamedFile> all() throws Exception {
        List<NamedFile> files = new ArrayList<>(ofCases());
        if (Samples.arePresent()) {
            for (String path : Samples.paths()) {
                files.add(new NamedFile(
                        "sample " + path.substring(path.lastIndexOf('/') + 1),
                        new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL),
                        Samples.FACILITY,
                        StoragePath.parse(path),
                        Samples.bytes(path)));
            }
        }
        return files;
    }

    static List<NamedFile> ofCases() throws Exception {
        List<NamedFile> files = new ArrayList<>();
        try (Stream<Path> cases = Files.walk(CASES)) {
            for (Path file :
                    cases.filter(f -> f.toString().endsWith(".case")).sorted().toList()) {
                GoldenCase golden = GoldenCase.read(file);
                int number = 1;
                for (GoldenCase.Input input : golden.inputs()) {
                    files.add(new NamedFile(
                            CASES.relativize(file) + " #" + number++,
                            golden.mapperSettings(),
                            golden.facility(),
                            input.path(),
                            input.bytes()));
                }
            }
        }
        return files;
    }
}
