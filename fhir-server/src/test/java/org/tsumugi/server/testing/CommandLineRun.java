package org.tsumugi.server.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.server.OperatorCommands;
import org.tsumugi.server.operate.Operate;

/**
 * What a command of the server answered.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandLineRun(int exit, String out, String err) {

    /** Runs the command in this process, against the server that runs on {@code home}. */
    public static CommandLineRun of(Path home, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--tsumugi.home=" + home);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Operate.run(
                OperatorCommands.all(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                all.toArray(String[]::new));
        return new CommandLineRun(exit, out.toString(), err.toString());
    }

    /** The lines of standard output. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
