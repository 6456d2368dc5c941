package org.tsumugi.testbed.bench;

import org.tsumugi.testbed.bench.mapper.MapperBenchCommand;
import picocli.CommandLine.Command;

/** {@code bench}: measures a running server, or the mapper. */
@Command(
        name = "bench",
        description = "Measures a running server, or the mapper.",
        mixinStandardHelpOptions = true,
        subcommands = {IngestBenchCommand.class, MapperBenchCommand.class})
public final class BenchCommand {}
