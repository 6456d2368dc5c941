package org.tsumugi.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Descriptions are formats, and picocli says on standard error when one is none. */
class CommandHelpTest {

    private final PrintStream usual = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(usual);
    }

    @Test
    void helpOfEveryCommandShouldBeFormatted() {
        assertThat(help(new CommandLine(Testbed.class))).contains("changes 1 %, takes");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static String help(CommandLine command) {
        StringBuilder help = new StringBuilder(command.getUsageMessage().replaceAll("\\s+", " "));
        command.getSubcommands().values().forEach(each -> help.append(help(each)));
        return help.toString();
    }
}
