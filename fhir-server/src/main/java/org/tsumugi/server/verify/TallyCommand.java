package org.tsumugi.server.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;

/** {@code tally}: the sums that a status is made of. */
@Command(
        name = "tally",
        description = {"The sums that the status of facilities is made of.", "医療機関の状況表示に使う集計。"},
        subcommands = TallyCommand.Correct.class)
public final class TallyCommand {

    /** {@code tally correct}. */
    @Command(
            name = "correct",
            description = {
                "Counts all received files anew and corrects the sums that 'verify' found wrong; says how many.",
                "受信ファイルを数え直し、verify が見つけた集計の誤りを直す。直した件数を表示する。"
            })
    static final class Correct extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode result = JobWait.result(
                    server, server.post("/operator/tally/correct", JsonNodeFactory.instance.objectNode()), err());
            out().println("corrected " + result.path("corrected").asText());
            return Exit.OK;
        }
    }
}
