package org.tsumugi.server.operate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line of the server: {@code java -jar tsumugi-server.jar COMMAND …}. Without a command the server starts. */
@Command(
        name = "tsumugi-server",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Without COMMAND the server starts. A command is sent to the server that runs on the same home directory.",
            "COMMAND を付けなければサーバーを起動します。コマンドは、同じホームディレクトリで動いているサーバーに送られます。"
        })
public final class Operate {

    private static final String HELP = "--help";

    @Option(
            names = "--tsumugi.home",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = {
                "home directory of the server (default: as the server finds it)",
                "サーバーのホームディレクトリ(省略時はサーバーと同じ決め方)"
            })
    private @Nullable Path home;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "help / ヘルプ")
    private boolean help;

    private Operate() {}

    /** Whether the arguments of the process name a command; else they are settings of a server to start. */
    public static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(argument -> !argument.startsWith("--") || argument.equals(HELP));
    }

    /**
     * Runs one command on the process's own output, which is UTF-8 whatever the locale of the process says.
     *
     * @param commands objects of classes that picocli's {@link Command} is written on
     * @return the exit code: one of {@link Exit}
     */
    public static int main(List<?> commands, String... arguments) {
        // a command reads settings with Spring Boot's help, which would log about it to where the answer goes
        LoggingSystem.get(Operate.class.getClassLoader()).beforeInitialize();
        try (PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
                PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8)) {
            return run(commands, out, err, arguments);
        }
    }

    /** The same with the answer to {@code out} and everything else to {@code err}. */
    public static int run(List<?> commands, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Operate());
        commands.forEach(line::addSubcommand);
        return line.setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(Operate::report)
                .execute(arguments);
    }

    private static int report(Exception exception, CommandLine command, ParseResult parsed) throws Exception {
        if (exception instanceof CommandException told) {
            command.getErr().println(told.getMessage());
            return told.exit();
        }
        if (exception instanceof IOException broken) {
            command.getErr().println("サーバーとの接続が切れました。 / The connection to the server broke: " + broken);
            return Exit.REFUSED;
        }
        throw exception;
    }

    Path home() {
        return HomeFinder.find(home);
    }
}
