package org.tsumugi.server.operate;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that is sent to the running server. A room that brings one extends this, writes picocli's {@code @Command} on it, and
 * names it in {@code org.tsumugi.server.OperatorCommands}. A command that only holds subcommands does not extend this.
 */
public abstract class OperatorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Does it.
     *
     * @return one of {@link Exit}
     * @throws CommandException when it cannot be done, with a message for the operator
     */
    protected abstract int run(ServerConnection server) throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        Operate line = (Operate) spec.root().userObject();
        return run(ServerConnection.open(line.home()));
    }

    /** Where the answer goes. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where everything else goes that people read. */
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
