package org.tsumugi.testbed.bench;

import org.tsumugi.testbed.bench.mapper.MapperBenchCommand;
import org.tsumugi.testbed.bench.names.NamesBenchCommand;
import picocli.CommandLine.Command;

/** {@code bench}: measures a running server, the sending agent, or the mapper. */
@Command(
        name = "bench",
        description = "Measures a running server, the sending agent, or the mapper.",
        mixinStandardHelpOptions = true,
        subcommands = {
            IngestBenchCommand.class,
            FreshBenchCommand.class,
            BackupBenchCommand.class,
            GatewayBenchCommand.class,
            SendersBenchCommand.class,
            NamesBenchCommand.class,
            MapperBenchCommand.class
        })
public final class BenchCommand {}
