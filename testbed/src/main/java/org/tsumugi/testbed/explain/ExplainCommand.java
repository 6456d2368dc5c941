package org.tsumugi.testbed.explain;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: prints, for one storage file, each FHIR element with the place it came from, and what was left over. */
@Command(
        name = "explain",
        description =
                "Prints each FHIR element that a storage file gives with the segment, field and component it came from,"
                        + " then what was left out, by which rule, and what was not understood. The output is the patient's record.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description =
                    "a file in its storage: the folders above it say whose it is; of a folder, the accounts are added up")
    private Path file = Path.of("");

    @Option(
            names = "--facility",
            paramLabel = "CODE",
            description = "10-digit institution code (default: the folder above the storage)")
    private String facility = "";

    @Option(names = "--accept", description = "take a PID-3 that differs from the folder's patient ID")
    private boolean accept;

    @Option(names = "--systems", defaultValue = "URL", description = "URL or OID (default: ${DEFAULT-VALUE})")
    private Systems systems = Systems.URL;

    @Override
    public Integer call() throws IOException, NotAStorageNameException {
        SsMix2Mapper mapper = SsMix2Mapper.of(
                new MapperSettings(accept ? PatientIdMismatch.ACCEPT : PatientIdMismatch.QUARANTINE, systems));
        PrintWriter out = spec.commandLine().getOut();
        if (Files.isDirectory(file)) {
            totals(mapper).print(out);
        } else {
            new Explanation(NamedFile.of(file).map(mapper, facility)).print(out);
        }
        return 0;
    }

    private Totals totals(SsMix2Mapper mapper) throws IOException {
        Totals totals = new Totals();
        try (Stream<Path> files = Files.walk(file)) {
            for (Path one : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                try {
                    NamedFile named = NamedFile.of(one);
                    totals.add(named.dataType(), named.map(mapper, facility));
                } catch (NotAStorageNameException e) {
                    totals.addOther();
                }
            }
        }
        return totals;
    }
}
