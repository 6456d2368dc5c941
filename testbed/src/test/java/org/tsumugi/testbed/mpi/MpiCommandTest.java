package org.tsumugi.testbed.mpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MpiCommandTest {

    @Test
    void commandShouldPrintTheSectionsThatAreAskedFor() {
        StringWriter out = new StringWriter();

        int status = new CommandLine(new MpiCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "--persons",
                        "600",
                        "--facilities",
                        "8",
                        "--sample",
                        "20",
                        "--shuffles",
                        "1",
                        "--file",
                        "100",
                        "--only",
                        "a,b,e");

        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("machine: ", "command: --persons 600", "(a) ", "(b) both regions together", "(e) ")
                .contains("1 times the same")
                .contains("at 8 facilities")
                .doesNotContain("(c) ", "(d) ", "FALSE LINK");
    }
}
