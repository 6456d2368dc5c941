package org.tsumugi.testbed.bench;

import picocli.CommandLine.Command;

/** {@code bench}: measures a running server. */
@Command(
        name = "bench",
        description = "Measures a running server.",
        mixinStandardHelpOptions = true,
        subcommands = IngestBenchCommand.class)
public final class BenchCommand {}
