package org.tsumugi.testbed.bench.mapper;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench mapper}: how many messages a CPU-second maps, and how much memory each takes. */
@Command(
        name = "mapper",
        description =
                "Maps a prescription, a laboratory result and an injection, one thread, warm: messages per CPU-second and"
                        + " bytes allocated per message, from bytes to FHIR JSON. With --peer, the other converter in the same run.",
        mixinStandardHelpOptions = true)
public final class MapperBenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--peer",
            paramLabel = "DIR",
            description =
                    "jars of the other converter: mvn -f testbed/peer/pom.xml package puts them in testbed/peer/target/lib")
    private @Nullable Path peer;

    @Option(names = "--rounds", defaultValue = "5", description = "the median of so many (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "CPU time of a round (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Override
    public Integer call() throws Exception {
        List<Converter> converters = new ArrayList<>();
        converters.add(new OurMapper());
        if (peer != null) {
            converters.add(new PeerConverter(peer));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "| message | bytes in | converter | messages per CPU-second (slowest–fastest round) | kB allocated | JSON, kB |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        for (BenchMessage message : BenchMessage.all()) {
            for (Converter converter : converters) {
                Measurement measured = Measurement.of(converter, message, rounds, seconds);
                out.printf(
                        "| %s | %d | %s | %.0f (%.0f–%.0f) | %d | %.1f |%n",
                        message.name(),
                        message.bytes().length,
                        converter.name(),
                        measured.perCpuSecond(),
                        measured.slowest(),
                        measured.fastest(),
                        measured.allocated() / 1000,
                        measured.json() / 1000.0);
                out.flush();
            }
        }
        return 0;
    }
}
