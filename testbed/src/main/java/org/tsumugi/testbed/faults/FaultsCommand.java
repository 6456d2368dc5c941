package org.tsumugi.testbed.faults;

import picocli.CommandLine.Command;

/** {@code faults}: breaks what should not break. */
@Command(
        name = "faults",
        description = "Breaks servers and senders on purpose, and looks whether anything got lost.",
        mixinStandardHelpOptions = true,
        subcommands = KillCommand.class)
public final class FaultsCommand {}
