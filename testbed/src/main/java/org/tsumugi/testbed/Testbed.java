package org.tsumugi.testbed;

import org.tsumugi.testbed.bench.BenchCommand;
import org.tsumugi.testbed.explain.ExplainCommand;
import org.tsumugi.testbed.faults.FaultsCommand;
import org.tsumugi.testbed.fuzz.FuzzCommand;
import org.tsumugi.testbed.generate.GenerateCommand;
import org.tsumugi.testbed.mpi.MpiCommand;
import org.tsumugi.testbed.search.SearchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the testbed. */
@Command(
        name = "tsumugi-testbed",
        description =
                "Fictitious SS-MIX2 hospitals, uploads, the mapper explained, benchmarks, person matching, search and faults. All data it"
                        + " makes is made up.",
        mixinStandardHelpOptions = true,
        subcommands = {
            GenerateCommand.class,
            UploadCommand.class,
            ExplainCommand.class,
            FuzzCommand.class,
            BenchCommand.class,
            MpiCommand.class,
            SearchCommand.class,
            FaultsCommand.class
        })
public final class Testbed {

    private Testbed() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Testbed())
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println(exception.getClass().getSimpleName() + ": " + exception.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
