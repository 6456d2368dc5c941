package org.tsumugi.upload.command;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.UploadAgent;
import org.tsumugi.upload.follow.Resend;
import org.tsumugi.upload.send.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar tsumugi-upload.jar}. */
@Command(
        name = "tsumugi-upload",
        description = {
            "Sends a hospital's SS-MIX2 storages to a server: what changed, once, in order.",
            "病院の SS-MIX2 ストレージの変更分をサーバーへ順序どおりに送ります。"
        },
        exitCodeListHeading = "%nExit status / 終了コード:%n",
        exitCodeList = {
            "0:everything that may be sent is acknowledged / すべて受領された",
            "1:something is not: see the last lines / 受領されないものがある",
            "2:the command line or the credentials are wrong / 指定の誤り",
            "3:the server refuses the client or the facility, or gives no list of refusals / サーバーが拒否"
        },
        mixinStandardHelpOptions = true,
        versionProvider = AgentCommand.Version.class)
public final class AgentCommand implements Callable<Integer> {

    private static final int REFUSED = 3;
    private static final long STOP_SECONDS = 18;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AgentOptions options = new AgentOptions();

    @Option(
            names = "--watch",
            description = "keep following; without it the agent ends when everything is acknowledged"
                    + " / 監視を続ける。なければ全件の受領後に終了")
    private boolean watch;

    @Option(names = "--dry-run", description = "say what would be sent, and send nothing / 送信せずに内容だけ表示")
    private boolean dryRun;

    @Option(names = "--resend", description = "forget what was sent, and send everything again / 全件を送り直す")
    private boolean resend;

    @Option(
            names = "--resend-only",
            paramLabel = "PATTERN",
            description = "send one file again (its path as the server names it) or one patient (the number); repeat it"
                    + " for more / 1ファイル（サーバー上のパス）または1患者（患者番号）だけを送り直す。複数可")
    private List<String> resendOnly = new ArrayList<>();

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tsumugi-upload " + UploadAgent.version()};
        }
    }

    public static void main(String[] arguments) {
        // One line an entry, time first, for journald and for Windows' log files alike
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT%1$tz %4$s %5$s%6$s%n");
        }
        System.exit(run(arguments));
    }

    /** Runs the command line and gives the exit status. */
    public static int run(String... arguments) {
        return new CommandLine(new AgentCommand())
                .setOut(writer(System.out))
                .setErr(writer(System.err))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println(Words.of(exception));
                    return exception instanceof RefusedException ? REFUSED : CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    /** UTF-8 wherever the system does not say what it wants: services have no locale. */
    private static PrintWriter writer(PrintStream stream) {
        Charset charset = System.getProperty("os.name", "").startsWith("Windows")
                ? Charset.defaultCharset()
                : StandardCharsets.UTF_8;
        return new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (dryRun && !resendOnly.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--resend-only and --dry-run do not go together");
        }
        AgentSettings settings = options.settings();
        if (dryRun) {
            print(Words.of(UploadAgent.dryRun(settings)));
            return 0;
        }
        try (UploadAgent agent = UploadAgent.open(settings)) {
            if (resend) {
                agent.forgetWhatWasSent();
            } else if (!resendOnly.isEmpty()) {
                sendAgain(agent);
            }
            return follow(agent);
        }
    }

    private void sendAgain(UploadAgent agent) throws IOException {
        try {
            print(Words.of(agent.sendAgain(resendOnly)));
        } catch (Resend.UnknownException e) {
            throw new ParameterException(spec.commandLine(), "--resend-only: " + e.getMessage(), e);
        }
    }

    private int follow(UploadAgent agent) throws IOException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread stop = stopping(Thread.currentThread(), ended);
        Runtime.getRuntime().addShutdownHook(stop);
        long start = System.nanoTime();
        try (Display display = new Display(agent)) {
            if (watch) {
                agent.watch(display);
            } else {
                agent.runOnce(display);
            }
        } catch (InterruptedException e) {
            spec.commandLine().getErr().println("stopped; the next run goes on here / 中断しました。次回続きから送ります");
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            ended.countDown();
            forget(stop);
        }
        print(Words.of(agent.summary(), agent.problemList(), (System.nanoTime() - start) / 1e9));
        return agent.summary().complete() ? 0 : 1;
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }

    /** SIGTERM: what is under way is given up, the journal closed. */
    private static Thread stopping(Thread working, CountDownLatch ended) {
        return new Thread(
                () -> {
                    working.interrupt();
                    try {
                        if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                            Runtime.getRuntime().halt(1);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "upload-stop");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // It is the hook that stops us
            return;
        }
    }
}
