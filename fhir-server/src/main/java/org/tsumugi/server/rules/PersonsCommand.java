package org.tsumugi.server.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.CommandException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code persons}: how records are divided into persons. */
@Command(
        name = "persons",
        description = {"How records are divided into persons: status, rules, score.", "名寄せの状態、規則、スコア。"},
        subcommands = {
            PersonsCommand.Status.class,
            PersonsCommand.RulesGroup.class,
            PersonsCommand.Learn.class,
            PersonsCommand.ModelGroup.class
        })
public final class PersonsCommand {

    private static final String RULES = "/operator/persons/rules";
    private static final String MODELS = "/operator/persons/models";

    private static String quoted(String version) {
        return URLEncoder.encode(version, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String field(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.path(name).asText() : "-";
    }

    /** {@code persons status}. */
    @Command(
            name = "status",
            description = {
                "Records, persons, what waits, open doubts, rules and score, one per line.",
                "レコード数・人数・待ち・未解決の疑義・使用中の規則とスコアを1行ずつ表示します。"
            })
    static final class Status extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            server.get("/operator/persons").properties().forEach(entry -> {
                if (entry.getValue().isObject()) {
                    entry.getValue()
                            .properties()
                            .forEach(each -> out().println(entry.getKey() + "." + each.getKey() + " "
                                    + each.getValue().asText()));
                } else {
                    out().println(entry.getKey() + " "
                            + (entry.getValue().isNull()
                                    ? "-"
                                    : entry.getValue().asText()));
                }
            });
            return Exit.OK;
        }
    }

    /** {@code persons rules}. */
    @Command(
            name = "rules",
            description = {"Versions of the rules: list, show, store, dry-run, activate.", "規則の版の一覧・表示・登録・試行・適用。"},
            subcommands = {RulesList.class, RulesShow.class, RulesStore.class, RulesDryRun.class, RulesActivate.class})
    static final class RulesGroup {}

    /** {@code persons rules list}. */
    @Command(
            name = "list",
            description = {
                "One line per version: version, state, when it came into force last, by whom, why.",
                "版ごとに1行:版、状態、最後に適用された日時、適用者、理由。"
            })
    static final class RulesList extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            for (JsonNode version : server.get(RULES)) {
                out().println(String.join(
                        " ",
                        version.path("version").asText(),
                        version.path("current").asBoolean() ? "CURRENT" : "STORED",
                        field(version, "activatedAt"),
                        field(version, "activatedBy"),
                        field(version, "reason")));
            }
            return Exit.OK;
        }
    }

    /** What the commands on one version have in common. */
    abstract static class OnVersion extends OperatorCommand {

        @Parameters(paramLabel = "VERSION", description = "as list prints it / list が表示する版")
        private String version = "";

        final String version() {
            return quoted(version);
        }
    }

    /** {@code persons rules show}. */
    @Command(name = "show", description = "the file of a version, or of the current one / 版(省略時は適用中の版)のファイルの表示")
    static final class RulesShow extends OperatorCommand {

        @Parameters(paramLabel = "VERSION", arity = "0..1", description = "as list prints it / list が表示する版")
        private @Nullable String version;

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            String shown = version;
            if (shown == null) {
                for (JsonNode each : server.get(RULES)) {
                    shown = each.path("current").asBoolean()
                            ? each.path("version").asText()
                            : shown;
                }
            }
            out().print(server.get(RULES + "/" + quoted(shown == null ? "" : shown))
                    .path("text")
                    .asText());
            out().flush();
            return Exit.OK;
        }
    }

    /** {@code persons rules store}. */
    @Command(
            name = "store",
            description = {
                "Keeps a rules file under the version that it names. Nothing is linked by it yet.",
                "規則のファイルを、ファイルに書かれた版として登録します。まだ適用されません。"
            })
    static final class RulesStore extends OperatorCommand {

        @Parameters(paramLabel = "FILE", description = "YAML, UTF-8")
        private Path file = Path.of("");

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode stored =
                    server.post(RULES, JsonNodeFactory.instance.objectNode().put("text", text()));
            out().println(stored.path("version").asText());
            return Exit.OK;
        }

        private String text() throws IOException {
            if (!Files.isReadable(file)) {
                throw new CommandException(
                        Exit.USAGE, "The file " + file + " cannot be read.", "ファイル " + file + " を読めません。");
            }
            try {
                return Files.readString(file);
            } catch (CharacterCodingException e) {
                throw new CommandException(
                        Exit.USAGE, "The file " + file + " is not UTF-8.", "ファイル " + file + " は UTF-8 ではありません。");
            }
        }
    }

    /** {@code persons rules dry-run}. */
    @Command(
            name = "dry-run",
            description = {
                "What would change with a version in force: counts, and the first changes one by one. Nothing is changed.",
                "その版を適用した場合に変わる件数と、最初の変更の内訳を表示します。何も変更しません。"
            })
    static final class RulesDryRun extends OnVersion {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode submitted =
                    server.post(RULES + "/" + version() + "/dry-run", JsonNodeFactory.instance.objectNode());
            out().println(JobWait.result(server, submitted, err()).toPrettyString());
            return Exit.OK;
        }
    }

    /** {@code persons rules activate}. */
    @Command(
            name = "activate",
            description = {
                "Has a version come into force that was tried with dry-run, and divides all records anew. Going back is the same.",
                "dry-run で試した版を適用し、全レコードを分け直します。前の版へ戻すときも同じです。"
            })
    static final class RulesActivate extends OnVersion {

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "kept with every decision / 判断の記録に残る理由")
        private String reason = "";

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode submitted = server.post(
                    RULES + "/" + version() + "/activation",
                    JsonNodeFactory.instance.objectNode().put("reason", reason));
            out().println(JobWait.result(server, submitted, err()).toPrettyString());
            return Exit.OK;
        }
    }

    /** {@code persons learn}. */
    @Command(
            name = "learn",
            description = {
                "Learns a version of the score from the network's own records. It is not used until it is activated.",
                "この地域のレコードからスコアの版を学習します。適用するまで使われません。"
            })
    static final class Learn extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode learned =
                    JobWait.result(server, server.post(MODELS, JsonNodeFactory.instance.objectNode()), err());
            out().println(learned.toPrettyString());
            return learned.path("stored").asBoolean() ? Exit.OK : Exit.NOT_CLEAN;
        }
    }

    /** {@code persons model}. */
    @Command(
            name = "model",
            description = {"Versions of the score: list, activate.", "スコアの版の一覧・適用。"},
            subcommands = {ModelList.class, ModelActivate.class})
    static final class ModelGroup {}

    /** {@code persons model list}. */
    @Command(
            name = "list",
            description = {
                "One line per version: version, state, when it was used first, by whom, records and pairs it was learned from.",
                "版ごとに1行:版、状態、適用日時、適用者、学習に使ったレコード数と組数。"
            })
    static final class ModelList extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            for (JsonNode version : server.get(MODELS)) {
                out().println(String.join(
                        " ",
                        version.path("version").asText(),
                        version.path("current").asBoolean() ? "CURRENT" : "STORED",
                        field(version, "activatedAt"),
                        field(version, "activatedBy"),
                        field(version.path("figures"), "records"),
                        field(version.path("figures"), "pairs")));
            }
            return Exit.OK;
        }
    }

    /** {@code persons model activate}. */
    @Command(
            name = "activate",
            description = {
                "Scores by this version from now on, and looks for candidates anew. A score never links.",
                "この版でスコアを計算し、候補を探し直します。スコアだけで統合されることはありません。"
            })
    static final class ModelActivate extends OnVersion {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode submitted =
                    server.post(MODELS + "/" + version() + "/activation", JsonNodeFactory.instance.objectNode());
            out().println(JobWait.result(server, submitted, err()).toPrettyString());
            return Exit.OK;
        }
    }
}
