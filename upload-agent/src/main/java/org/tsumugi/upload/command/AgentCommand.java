package org.tsumugi.upload.command;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.UploadAgent;
import org.tsumugi.upload.follow.Resend;
import org.tsumugi.upload.follow.Rounds;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.send.Hours;
import org.tsumugi.upload.send.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--storage",
            paramLabel = "DIR",
            description =
                    "root of the facility's standardized storage; extended/ and transaction/ below it are followed,"
                            + " too. Repeat it for storages split over volumes / 標準化ストレージのルート。複数可")
    private List<Path> storages = new ArrayList<>();

    @Option(
            names = "--extended",
            paramLabel = "DIR",
            description = "root of an extended storage that lies elsewhere / 別の場所にある拡張ストレージ")
    private List<Path> extended = new ArrayList<>();

    @Option(
            names = "--transaction",
            paramLabel = "DIR",
            description = "root of a transaction storage that lies elsewhere / 別の場所にあるトランザクションストレージ")
    private List<Path> transactions = new ArrayList<>();

    @Option(
            names = "--facility",
            required = true,
            paramLabel = "CODE",
            description = "10-digit medical institution code / 医療機関コード10桁")
    private String facility = "";

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "base URL, such as https://receive.example.jp / サーバーの URL")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "client-id= and client-secret=; else TSUMUGI_CLIENT_ID and TSUMUGI_CLIENT_SECRET are used"
                    + " / 認証情報のファイル。なければ環境変数")
    private @Nullable Path credentials;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "what was sent is remembered there (default: tsumugi-upload/<facility>-<server>) / 送信記録の置き場所")
    private @Nullable Path journal;

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

    @Option(
            names = "--no-refusals",
            description = "do not ask the server which patients refused: only where they are kept back by other means"
                    + " / 登録拒否患者を問い合わせない（別の方法で除外している場合のみ）")
    private boolean noRefusals;

    @Option(
            names = "--include-types",
            split = ",",
            paramLabel = "TYPE",
            description = "send only these, such as OML-11 / 送るデータ種別")
    private Set<String> includedTypes = Set.of();

    @Option(names = "--exclude-types", split = ",", paramLabel = "TYPE", description = "do not send these / 送らないデータ種別")
    private Set<String> excludedTypes = Set.of();

    @Option(
            names = "--from",
            paramLabel = "YYYYMMDD",
            defaultValue = "",
            description = "first date of care to send / 送る診療日の始め")
    private String from = "";

    @Option(
            names = "--until",
            paramLabel = "YYYYMMDD",
            defaultValue = "",
            description = "last date of care to send / 送る診療日の終わり")
    private String until = "";

    @Option(
            names = "--patients",
            paramLabel = "FILE",
            description = "send only these patients, one number a line / 送る患者の一覧")
    private @Nullable Path patients;

    @Option(names = "--exclude-patients", paramLabel = "FILE", description = "do not send these patients / 送らない患者の一覧")
    private @Nullable Path excludedPatients;

    @Option(
            names = "--connections",
            defaultValue = "4",
            paramLabel = "N",
            description = "connections to the server / 接続数 (default: ${DEFAULT-VALUE})")
    private int connections = 4;

    @Option(
            names = "--bandwidth",
            defaultValue = "0",
            paramLabel = "BYTES",
            description = "most bytes a second, 0 for no limit (default) / 帯域の上限（バイト毎秒）")
    private long bandwidth;

    @Option(names = "--hours", paramLabel = "HH:MM-HH:MM,…", description = "send at these local times only / 送信を許す時間帯")
    private @Nullable String hours;

    @Option(
            names = "--settle",
            defaultValue = "PT3S",
            paramLabel = "DURATION",
            description = "how long a file must stay the same before it is sent / 書き込み終了とみなす時間"
                    + " (default: ${DEFAULT-VALUE})")
    private Duration settle = Duration.ofSeconds(3);

    @Option(
            names = "--full-every",
            defaultValue = "PT24H",
            paramLabel = "DURATION",
            description = "time between two passes over every file / 全件確認の間隔 (default: ${DEFAULT-VALUE})")
    private Duration fullEvery = Duration.ofHours(24);

    @Option(
            names = "--look-rate",
            defaultValue = "1000",
            paramLabel = "FILES",
            description = "with --watch: most files a second that a pass over every file looks at, 0 for no limit"
                    + " / 全件確認で毎秒調べるファイル数の上限 (default: ${DEFAULT-VALUE})")
    private int lookRate = 1_000;

    @Option(
            names = "--patience",
            defaultValue = "PT15M",
            paramLabel = "DURATION",
            description = "without --watch: how long the server may take nothing / サーバー停止を待つ時間"
                    + " (default: ${DEFAULT-VALUE})")
    private Duration patience = Duration.ofMinutes(15);

    @Option(
            names = "--watch-limit",
            defaultValue = "50000",
            paramLabel = "N",
            description = "most folders to watch / 監視するフォルダーの上限 (default: ${DEFAULT-VALUE})")
    private int watchLimit = 50_000;

    @Option(
            names = "--no-directory-times",
            description = "list every folder in each pass: for file systems that do not change a folder's time with its"
                    + " files / フォルダーの更新時刻を信用しない")
    private boolean noDirectoryTimes;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "certificates (PEM) to trust instead of the system's / 信頼する認証局")
    private @Nullable Path ca;

    @Option(names = "--proxy", paramLabel = "URL", description = "http://host:port / プロキシ")
    private @Nullable URI proxy;

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
        AgentSettings settings = settings();
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

    // ---- settings ----

    private AgentSettings settings() throws IOException {
        if (!facility.matches("\\d{10}")) {
            throw new ParameterException(spec.commandLine(), "--facility is a code of 10 digits");
        }
        if (storages.isEmpty() && extended.isEmpty() && transactions.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "one of --storage, --extended, --transaction is needed");
        }
        if (connections < 1 || connections > 64) {
            throw new ParameterException(spec.commandLine(), "--connections is between 1 and 64");
        }
        if (dryRun && !resendOnly.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--resend-only and --dry-run do not go together");
        }
        Credentials who = credentials();
        return new AgentSettings(
                new AgentSettings.Target(
                        server, facility, who.id(), who.secret(), Optional.ofNullable(ca), Optional.ofNullable(proxy)),
                new AgentSettings.Sources(storages, extended, transactions, watchLimit, !noDirectoryTimes),
                journal == null ? defaultJournal() : journal,
                rules(),
                !noRefusals,
                AgentSettings.Pace.DEFAULT
                        .withConnections(connections)
                        .withBandwidth(bandwidth)
                        .withHours(openHours())
                        .withPatience(patience)
                        .withSettling(settle, AgentSettings.Pace.DEFAULT.quiet())
                        .withRounds(Rounds.DEFAULT.withFullEvery(fullEvery).withLookRate(lookRate())),
                Clock.system(ZoneId.systemDefault()));
    }

    private Credentials credentials() {
        try {
            return Credentials.of(Optional.ofNullable(credentials), System.getenv());
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Path defaultJournal() {
        String at = server.getHost() + (server.getPort() < 0 ? "" : "-" + server.getPort());
        return Path.of("tsumugi-upload", facility + "-" + at.replaceAll("[^0-9A-Za-z.-]", "_"));
    }

    private int lookRate() {
        if (lookRate < 0) {
            throw new ParameterException(spec.commandLine(), "--look-rate is 0 or more");
        }
        return lookRate;
    }

    private Hours openHours() {
        try {
            return hours == null ? Hours.ALWAYS : Hours.parse(hours);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--hours: " + e.getMessage(), e);
        }
    }

    private Rules rules() {
        for (String day : List.of(from, until)) {
            if (!day.isEmpty() && !day.matches("\\d{8}")) {
                throw new ParameterException(spec.commandLine(), "--from and --until are dates YYYYMMDD");
            }
        }
        return new Rules(
                includedTypes,
                excludedTypes,
                from,
                until,
                patients == null ? Optional.empty() : Optional.of(patientsOf("--patients", patients)),
                excludedPatients == null ? Set.of() : patientsOf("--exclude-patients", excludedPatients));
    }

    private Set<String> patientsOf(String option, Path list) {
        try {
            return Rules.patientsOf(list);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + list + " cannot be read", e);
        }
    }
}
