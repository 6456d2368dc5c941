package org.tsumugi.upload.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.follow.Rounds;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.send.Hours;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the storages are, whose they are, where they go, what of them and how fast: the options that make the settings of an agent. */
final class AgentOptions {

    /** Twice what the server asks of every body: those of the transaction storage come on top of the connections. */
    private static final int LEAST_BANDWIDTH = 2 << 10;

    @Spec(Spec.Target.MIXEE)
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
            description = "most bytes a second, at least 2048 for each connection; 0 for no limit (default)"
                    + " / 帯域の上限（バイト毎秒、1接続あたり2048以上）")
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

    /** @throws ParameterException where they are wrong, or name what cannot be read */
    AgentSettings settings() {
        if (!facility.matches("\\d{10}")) {
            throw new ParameterException(spec.commandLine(), "--facility is a code of 10 digits");
        }
        if (storages.isEmpty() && extended.isEmpty() && transactions.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "one of --storage, --extended, --transaction is needed");
        }
        if (connections < 1 || connections > 64) {
            throw new ParameterException(spec.commandLine(), "--connections is between 1 and 64");
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
                        .withBandwidth(bandwidth())
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

    private long bandwidth() {
        long least = (long) LEAST_BANDWIDTH * connections;
        if (bandwidth != 0 && bandwidth < least) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--bandwidth is 0 or at least " + least + " with " + connections
                            + " connections: the server cuts off slower ones / " + connections + "接続では" + least + "以上");
        }
        return bandwidth;
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
