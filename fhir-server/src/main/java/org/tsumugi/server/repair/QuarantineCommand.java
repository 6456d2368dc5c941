package org.tsumugi.server.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.CommandException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quarantine}: what could not be used, and what to do about it. */
@Command(
        name = "quarantine",
        description = {
            "Files that could not be used: list, show, content, retry, choose.",
            "使えなかったファイルの一覧・表示・内容・再処理・選択。"
        },
        subcommands = {
            QuarantineCommand.Show.class,
            QuarantineCommand.Content.class,
            QuarantineCommand.Retry.class,
            QuarantineCommand.Choose.class
        })
public final class QuarantineCommand extends OperatorCommand {

    private static final String QUARANTINE = "/operator/quarantine";

    @Option(names = "--facility", paramLabel = "CODE", description = "only this one / 医療機関コード(10 桁)")
    private @Nullable String facility;

    @Option(names = "--code", paramLabel = "ISSUE", description = "only with this issue / この問題があるものだけ")
    private @Nullable String code;

    @Option(names = "--type", paramLabel = "TYPE", description = "only this data type / このデータ種別だけ")
    private @Nullable String type;

    @Option(names = "--after", paramLabel = "RECEIPT", description = "those behind this one / この受付番号より後")
    private @Nullable String after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = {"how many (default: ${DEFAULT-VALUE})", "件数(既定値 ${DEFAULT-VALUE})"})
    private int limit;

    @Override
    protected int run(ServerConnection server) throws IOException, InterruptedException {
        String query = QUARANTINE + "?limit=" + limit + asked("facility", facility) + asked("code", code)
                + asked("type", type) + asked("after", after);
        for (JsonNode file : server.get(query).path("files")) {
            out().println(String.join(
                    " ",
                    file.path("receipt").asText(),
                    file.path("facility").asText(),
                    file.path("dataType").asText(),
                    file.path("receivedAt").asText(),
                    codes(file)));
        }
        return Exit.OK;
    }

    private static String asked(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String codes(JsonNode file) {
        return StreamSupport.stream(file.path("issues").spliterator(), false)
                .map(issue -> issue.path("code").asText())
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** What is about one file. */
    abstract static class OnOne extends OperatorCommand {

        @Parameters(index = "0", paramLabel = "RECEIPT", description = "receipt / 受付番号")
        private UUID receipt = new UUID(0, 0);

        String path() {
            return QUARANTINE + "/" + receipt;
        }
    }

    /** {@code quarantine show}. */
    @Command(name = "show", description = "one file with path and contents (recorded) / パスと内容一覧の表示(記録されます)")
    static final class Show extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            out().println(server.inspecting().get(path()).toPrettyString());
            return Exit.OK;
        }
    }

    /** {@code quarantine content}. */
    @Command(name = "content", description = "the bytes that were received (recorded) / 受信したバイト列(記録されます)")
    static final class Content extends OnOne {

        @Option(names = "--sha256", paramLabel = "DIGEST", description = "which content / どの内容か")
        private @Nullable String sha256;

        @Option(
                names = "--view",
                paramLabel = "FORM",
                defaultValue = "text",
                description = "text, hex, raw (default: ${DEFAULT-VALUE}) / 表示形式")
        private String view = "text";

        @Option(
                names = "--offset",
                paramLabel = "BYTES",
                defaultValue = "0",
                description = "where text and hex begin, 1 MB at a time / 表示開始位置(1 回 1 MB)")
        private long offset;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "a new file to write to; raw needs it / 出力先(新しいファイル)")
        private @Nullable Path file;

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            if (view.equals("raw") && file == null) {
                throw new CommandException(
                        Exit.USAGE,
                        "Bytes as they were received can harm a terminal: name a file with --out.",
                        "受信したままのバイト列は端末に出力できません。--out でファイルを指定してください。");
            }
            String query = path() + "/content?view=" + URLEncoder.encode(view, StandardCharsets.UTF_8) + "&offset="
                    + offset + asked("sha256", sha256);
            try (InputStream content = server.inspecting().open(query)) {
                if (file == null) {
                    new InputStreamReader(content, StandardCharsets.UTF_8).transferTo(out());
                    out().flush();
                } else {
                    Files.copy(content, file);
                }
            }
            return Exit.OK;
        }
    }

    /** {@code quarantine retry}. */
    @Command(name = "retry", description = "has files looked at again / もう一度処理する")
    static final class Retry extends OperatorCommand {

        @Parameters(arity = "0..*", paramLabel = "RECEIPT", description = "receipts / 受付番号")
        private List<UUID> receipts = List.of();

        @Option(names = "--facility", paramLabel = "CODE", description = "all of this one / この医療機関のすべて")
        private @Nullable String facility;

        @Option(names = "--code", paramLabel = "ISSUE", description = "only with this issue / この問題があるものだけ")
        private @Nullable String code;

        @Option(names = "--all", description = "all facilities / すべての医療機関")
        private boolean all;

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            boolean many = facility != null || code != null || all;
            if (many != receipts.isEmpty()) {
                throw new CommandException(
                        Exit.USAGE,
                        "Name receipts, or else --facility, --code or --all.",
                        "受付番号か、--facility・--code・--all のいずれかを指定してください。");
            }
            ObjectNode asked = JsonNodeFactory.instance.objectNode();
            if (many) {
                asked.put("facility", facility).put("code", code);
            } else {
                ArrayNode named = asked.putArray("receipts");
                receipts.forEach(receipt -> named.add(receipt.toString()));
            }
            JsonNode answer = server.post(QUARANTINE + "/retry", asked);
            JsonNode result = many ? JobWait.result(server, answer, err()) : answer;
            out().println(result.path("files").asText());
            return Exit.OK;
        }
    }

    /** {@code quarantine choose}. */
    @Command(
            name = "choose",
            description = "which of several contents under one name is right / 同名で内容の異なるファイルのうち正しいものを選ぶ")
    static final class Choose extends OnOne {

        @Parameters(index = "1", paramLabel = "SHA-256", description = "digest of the content / 内容のダイジェスト")
        private String sha256 = "";

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            server.post(
                    path() + "/choose", JsonNodeFactory.instance.objectNode().put("sha256", sha256));
            return Exit.OK;
        }
    }
}
