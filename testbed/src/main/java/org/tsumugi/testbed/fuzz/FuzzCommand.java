package org.tsumugi.testbed.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.SsMix2Mapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fuzz}: damaged messages for a while; exit status 1 when anything broke. */
@Command(
        name = "fuzz",
        description =
                "Damages generated messages, and those of storages if given, and maps them. Files that break an invariant"
                        + " are written to a directory.",
        mixinStandardHelpOptions = true)
public final class FuzzCommand implements Callable<Integer> {

    private static final int PATIENTS = 60;
    private static final int OF_EACH_TYPE = 40;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seconds", defaultValue = "60", description = "how long (default: ${DEFAULT-VALUE})")
    private long seconds;

    @Option(names = "--seed", defaultValue = "1", description = "of data and damages (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--storage", paramLabel = "DIR", description = "roots of facilities' standardized storages")
    private List<Path> storages = new ArrayList<>();

    @Option(
            names = "--findings",
            paramLabel = "DIR",
            defaultValue = "fuzz-findings",
            description = "where files that break an invariant go (default: ${DEFAULT-VALUE})")
    private Path findings = Path.of("fuzz-findings");

    @Override
    public Integer call() throws IOException {
        List<Seed> seeds = new ArrayList<>(Seeds.generated(seed, PATIENTS, OF_EACH_TYPE));
        for (Path storage : storages) {
            seeds.addAll(Seeds.ofStorage(storage.toAbsolutePath().normalize()));
        }
        Invariants invariants =
                new Invariants(SsMix2Mapper.of(new MapperSettings(PatientIdMismatch.ACCEPT, Systems.URL)));
        Fuzzer fuzzer = new Fuzzer(invariants, seeds, seed);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        List<String> found = new ArrayList<>();
        PrintWriter out = spec.commandLine().getOut();
        fuzzer.run(() -> System.nanoTime() - end < 0, (file, broken) -> {
            found.addAll(broken);
            write(file, found.size());
            out.println(file.path().dataType().folder() + ": " + broken);
        });
        out.println(seeds.size() + " messages, " + fuzzer.verdicts() + ", broken: " + found.size());
        return found.isEmpty() ? 0 : 1;
    }

    private void write(Seed file, int number) {
        try {
            Files.createDirectories(findings);
            Files.write(findings.resolve(file.path().dataType().folder() + "-" + number + ".hl7"), file.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
