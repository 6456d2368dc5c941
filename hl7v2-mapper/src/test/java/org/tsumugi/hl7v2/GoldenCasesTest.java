package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/**
 * Every {@code src/test/resources/cases/<code>/*.case}. With {@code -Dcases.update=true} the expected parts are rewritten from
 * what comes out; read the difference before committing it.
 */
class GoldenCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    @TestFactory
    List<DynamicTest> caseShouldGiveItsIssuesAndBundle() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".case"))
                    .sorted()
                    .toList();
            assertThat(cases).isNotEmpty();
            return cases.stream()
                    .map(file -> DynamicTest.dynamicTest(CASES.relativize(file).toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path file) throws IOException, NotAStorageNameException {
        GoldenCase golden = GoldenCase.read(file);
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(golden.mapperSettings()), golden.facility());
        List<String> account = new ArrayList<>();
        for (GoldenCase.Input input : golden.inputs()) {
            MappedFile mapped = storage.add(input.path(), input.bytes());
            account.add(mapped.verdict().toString());
            mapped.issues().forEach(issue -> account.add("  " + line(issue)));
        }
        String issues = String.join("\n", account);
        String bundle = bundle(storage);
        if (Boolean.getBoolean("cases.update")) {
            Files.writeString(file, golden.write(issues, bundle));
            return;
        }
        assertThat(issues).isEqualTo(golden.issues());
        assertThat(bundle).isEqualTo(golden.bundle());
    }

    private static String line(MappingIssue issue) {
        String place = issue.field() != null ? issue.segment() + " " + issue.field() : issue.segment();
        return String.join(
                " ", issue.severity().toString(), issue.code().toString(), place == null ? "-" : place, issue.detail());
    }

    private static String bundle(MappedStorage storage) {
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        storage.resources().forEach(resource -> bundle.addEntry().setResource(resource));
        return FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true).encodeResourceToString(bundle);
    }
}
