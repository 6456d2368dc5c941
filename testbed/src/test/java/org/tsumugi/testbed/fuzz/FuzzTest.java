package org.tsumugi.testbed.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.SsMix2Mapper;

/** A property of the mapper with a fixed seed and budget; {@code testbed fuzz} runs it for as long as one likes. */
class FuzzTest {

    private static final int CASES = 3_000;
    private static final Path SAMPLES =
            Path.of(System.getProperty("tsumugi.shared", "../../shared"), "samples/ssmix2-storage/9990000001");

    private final Invariants invariants =
            new Invariants(SsMix2Mapper.of(new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL)));

    @Test
    void undamagedFilesShouldKeepTheInvariants() throws Exception {
        for (Seed seed : seeds()) {
            assertThat(invariants.check(seed).broken())
                    .as(seed.path().dataType().folder())
                    .isEmpty();
        }
    }

    @Test
    void damagedFilesShouldKeepTheInvariants() throws Exception {
        AtomicInteger left = new AtomicInteger(CASES);
        List<String> findings = new ArrayList<>();
        Fuzzer fuzzer = new Fuzzer(invariants, seeds(), 20261121);
        fuzzer.run(
                () -> left.getAndDecrement() > 0,
                (file, broken) -> findings.add(file.path().dataType().folder() + broken));
        assertThat(findings).isEmpty();
        assertThat(fuzzer.verdicts().get(Verdict.MAPPED)).as("still readable").isGreaterThan(CASES / 4L);
        assertThat(fuzzer.verdicts().get(Verdict.QUARANTINED)).as("set aside").isGreaterThan(CASES / 20L);
    }

    private static List<Seed> seeds() throws Exception {
        List<Seed> seeds = new ArrayList<>(Seeds.generated(20261121, 30, 6));
        if (Files.isDirectory(SAMPLES)) {
            seeds.addAll(Seeds.ofStorage(SAMPLES.toAbsolutePath().normalize()));
        }
        return seeds;
    }
}
