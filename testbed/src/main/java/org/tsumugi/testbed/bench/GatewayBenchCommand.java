package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench gateway}: what thousands of facilities cost. */
@Command(
        name = "gateway",
        description =
                "Registers facilities at a running server on this machine (embedded PostgreSQL, demo clients), gets a token for"
                        + " each, and compares FHIR searches and receiving before and after.",
        mixinStandardHelpOptions = true)
final class GatewayBenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "home directory of the server")
    private Path home = Path.of("");

    @Option(names = "--facilities", defaultValue = "10000", description = "to register (default: ${DEFAULT-VALUE})")
    private int facilities;

    @Option(
            names = "--tokens",
            defaultValue = "10000",
            description = "one each, for so many (default: ${DEFAULT-VALUE})")
    private int tokens;

    @Option(
            names = "--first",
            defaultValue = "1400000000",
            description = "code of the first (default: ${DEFAULT-VALUE})")
    private long first;

    @Option(names = "--files", defaultValue = "1000", description = "mapped before (default: ${DEFAULT-VALUE})")
    private int files;

    @Option(names = "--seed", defaultValue = "20261121", description = "of the data")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        new GatewayBench(new RunningHome(home), first, spec.commandLine().getOut())
                .run(facilities, tokens, files, seed);
        return 0;
    }
}
