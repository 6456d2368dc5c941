package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** Damaged messages: whatever the bytes are, the mapper gives a verdict, and what it gives can be merged and written as JSON. */
class RobustnessTest {

    private static final int MUTANTS_PER_MESSAGE = 120;
    private static final byte[] DELIMITERS = "|^~&\\\r\n\"\u001b$B(J".getBytes(StandardCharsets.US_ASCII);

    private final IParser parser = FhirContext.forR4Cached().newJsonParser();
    private final SsMix2Mapper mapper = SsMix2Mapper.of(new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL));

    @Test
    void damagedMessagesShouldNeverFail() throws Exception {
        Random random = new Random(20261121);
        int mapped = 0;
        for (GoldenCase golden : cases()) {
            for (GoldenCase.Input input : golden.inputs()) {
                StoragePath path = input.path();
                for (int i = 0; i < MUTANTS_PER_MESSAGE; i++) {
                    MappedFile file = mapper.map("1312345670", path, mutant(input.bytes(), random));
                    check(file);
                    mapped += file.verdict() == Verdict.MAPPED ? 1 : 0;
                }
            }
        }
        assertThat(mapped).as("mutants that were still readable").isGreaterThan(200);
    }

    @Test
    void garbageShouldBeQuarantined() throws Exception {
        StoragePath path = StoragePath.parse(
                "000/001/0000012345/-/ADT-00/0000012345_-_ADT-00_999999999999999_20260401091500123_-_1");
        byte[] ones = new byte[1000];
        Arrays.fill(ones, (byte) 0xFB);
        for (byte[] bytes :
                List.of(new byte[0], ones, "\u0000\u0001".getBytes(StandardCharsets.US_ASCII), new byte[] {0x1B})) {
            MappedFile file = mapper.map("1312345670", path, bytes);
            assertThat(file.verdict()).isEqualTo(Verdict.QUARANTINED);
            assertThat(file.contributions()).isEmpty();
        }
    }

    /** Messages of other countries and systems, whatever the folder they lie in. */
    @Test
    void foreignMessagesShouldNeverFailUnderAnyDataType() throws Exception {
        Path folder = Samples.foreignMessages();
        int mapped = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path foreign : files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList()) {
                for (DataType type : DataType.values()) {
                    MappedFile file = mapper.map("1312345670", path(type), Files.readAllBytes(foreign));
                    check(file);
                    FieldAccount account = file.account();
                    assertThat(account.count(FieldAccount.Fate.MAPPED)
                                    + account.count(FieldAccount.Fate.IGNORED)
                                    + account.count(FieldAccount.Fate.REPORTED))
                            .isEqualTo(account.entries().size());
                    mapped += file.verdict() == Verdict.MAPPED ? 1 : 0;
                }
            }
        }
        assertThat(mapped).isGreaterThan(1000);
    }

    private static StoragePath path(DataType type) throws Exception {
        String date = List.of(DataType.ADT_00, DataType.ADT_61, DataType.PPR_01).contains(type) ? "-" : "20260401";
        return StoragePath.parse(String.format(
                "000/001/0000012345/%s/%s/0000012345_%s_%s_999999999999999_20260401091500123_-_1",
                date, type.folder(), date, type.folder()));
    }

    private void check(MappedFile file) {
        if (file.verdict() == Verdict.QUARANTINED) {
            assertThat(file.contributions()).isEmpty();
            assertThat(file.issues()).anyMatch(issue -> issue.severity() == Severity.FATAL);
        }
        assertThat(file.issues()).noneMatch(issue -> issue.code() == MappingIssueCode.MAPPER_FAILURE);
        for (Contribution contribution : file.contributions()) {
            for (Resource resource : mapper.merge(contribution.group(), List.of(contribution))) {
                assertThat(parser.encodeResourceToString(resource)).contains(resource.fhirType());
            }
        }
    }

    private static byte[] mutant(byte[] original, Random random) {
        byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 2 -> bytes[random.nextInt(bytes.length)] = DELIMITERS[random.nextInt(DELIMITERS.length)];
            default -> bytes = withoutARange(bytes, random);
        }
        return bytes;
    }

    private static byte[] withoutARange(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
        byte[] shorter = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, shorter, 0, from);
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return shorter;
    }

    private static List<GoldenCase> cases() throws Exception {
        List<GoldenCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/cases"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".case")).sorted().toList()) {
                cases.add(GoldenCase.read(file));
            }
        }
        return cases;
    }
}
