package org.tsumugi.testbed.generate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.upload.terminal.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}: writes the storages of a fictitious network. */
@Command(
        name = "generate",
        description =
                "Writes the SS-MIX2 storages of a fictitious network: the standardized ones to DIR/<facility code>/…, the"
                        + " extended ones to DIR/<facility code>/extended/….",
        mixinStandardHelpOptions = true)
public final class GenerateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--facilities", defaultValue = "3", description = "hospitals (default: ${DEFAULT-VALUE})")
    private int facilities;

    @Option(names = "--patients", defaultValue = "200", description = "people (default: ${DEFAULT-VALUE})")
    private int patients;

    @Option(names = "--seed", defaultValue = "7", description = "same seed, same bytes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "directory to write to")
    private Path out = Path.of(".");

    @Option(
            names = "--transaction",
            description = "also write the transaction storages, to DIR/<facility code>/transaction/<year>/TR_….DAT")
    private boolean transaction;

    @Override
    public Integer call() throws IOException {
        NetworkGenerator generator = new NetworkGenerator(new NetworkSettings(facilities, patients, seed));
        PrintWriter terminal = spec.commandLine().getOut();
        long start = System.nanoTime();
        long files;
        try (Progress progress = Progress.of("generate", "people")) {
            files = generator.writeTo(out, (people, of, written) -> progress.at(people, of));
        }
        long transactions = transaction ? generator.writeTransactions(out) : 0;
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Facility facility : generator.facilities()) {
            terminal.println(facility.code() + "  " + facility.name());
        }
        terminal.println(files + " files of " + patients + " people in " + Math.round(seconds * 10) / 10.0 + " s");
        if (transaction) {
            terminal.println(transactions + " files of the transaction storages");
        }
        return 0;
    }
}
