package org.tsumugi.server.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code search}: the search index. */
@Command(
        name = "search",
        description = {"The search index: status, verify, rebuild.", "検索索引の状態・照合・再構築。"},
        subcommands = {SearchCommand.Show.class, SearchCommand.Verify.class, SearchCommand.Rebuild.class})
public final class SearchCommand {

    private static final String SEARCH = "/operator/search";

    /** {@code search status}. */
    @Command(
            name = "status",
            description = {
                "Whether the index can be asked, how far it is behind, and how far one that is being made is; one per line.",
                "索引が使えるか、どれだけ遅れているか、作り直しの進み具合を1行ずつ表示します。"
            })
    static final class Show extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            server.get(SEARCH)
                    .properties()
                    .forEach(entry -> out().println(entry.getKey() + " "
                            + (entry.getValue().isNull()
                                    ? "-"
                                    : entry.getValue().asText())));
            return Exit.OK;
        }
    }

    /** {@code search verify}. */
    @Command(
            name = "verify",
            description = {
                "Compares the index with the database, both ways: one line per document that is other. Exit code 1 when there is one.",
                "索引とデータベースを双方向に照合し、異なる文書を1行ずつ表示します。あれば終了コードは 1。"
            })
    static final class Verify extends OperatorCommand {

        @Option(names = "--repair", description = "writes what is other as it should be / 異なるものを書き直す")
        private boolean repair;

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode asked = JsonNodeFactory.instance.objectNode().put("repair", repair);
            JsonNode result = JobWait.result(server, server.post(SEARCH + "/verify", asked), err());
            result.path("documents").forEach(document -> out().println(document.asText()));
            err().println("looked at / 調べた患者数: " + result.path("looked"));
            err().println("other documents / 異なる文書数: " + result.path("differing"));
            err().println("missing names / 不足した名称数: " + result.path("missingNames"));
            err().println("other names of records / 異なる記録の名称数: " + result.path("otherNames"));
            err().println("refused by the index / 索引が受け付けない文書数: " + result.path("refused"));
            return result.path("clean").asBoolean() ? Exit.OK : Exit.NOT_CLEAN;
        }
    }

    /** {@code search rebuild}. */
    @Command(
            name = "rebuild",
            description = {
                "Makes the index anew from the database beside the one in force, which answers until it is complete; status says how far"
                        + " it is.",
                "データベースから索引を作り直します。完成するまでは今の索引が答えます。進み具合は status で分かります。"
            })
    static final class Rebuild extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode status = server.post(SEARCH + "/rebuild", JsonNodeFactory.instance.objectNode());
            out().println(status.path("making").asText());
            return Exit.OK;
        }
    }
}
