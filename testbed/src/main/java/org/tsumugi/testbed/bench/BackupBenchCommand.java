package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench backup}: what a backup costs when almost nothing has changed. */
@Command(
        name = "backup",
        description =
                "Fills the journal of a running server on this machine (embedded PostgreSQL, demo clients) with rows, sends"
                        + " real contents, takes a backup, changes 1 %%, takes another, and looks once at each blob as a copying"
                        + " program would. The home is good for nothing else afterwards.",
        mixinStandardHelpOptions = true)
final class BackupBenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "home directory of the server")
    private Path home = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "where backups go")
    private Path to = Path.of("");

    @Option(names = "--rows", defaultValue = "10000000", description = "of the journal (default: ${DEFAULT-VALUE})")
    private long rows;

    @Option(names = "--blobs", defaultValue = "20000", description = "really received (default: ${DEFAULT-VALUE})")
    private int blobs;

    @Option(names = "--seed", defaultValue = "20261121", description = "of the data")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        new BackupBench(new RunningHome(home), to, spec.commandLine().getOut()).run(rows, blobs, seed);
        return 0;
    }
}
