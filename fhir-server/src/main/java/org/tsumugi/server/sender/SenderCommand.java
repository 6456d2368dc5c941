package org.tsumugi.server.sender;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.operate.CommandException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code senders}: what a hospital's sending applications reported. */
@Command(
        name = "senders",
        description = {
            "What a facility's sending applications report: one line for each with its state, one for each day.",
            "医療機関の送信アプリケーションの報告:アプリケーションごとに状態を1行、日ごとに1行。"
        })
public final class SenderCommand extends OperatorCommand {

    @Parameters(paramLabel = "CODE", description = "10-digit medical institution code / 医療機関コード10桁")
    private String code = "";

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = {"how many days back (default: ${DEFAULT-VALUE})", "何日前まで(既定値 ${DEFAULT-VALUE})"})
    private int days;

    @Override
    protected int run(ServerConnection server) throws IOException, InterruptedException {
        if (!Facilities.isCode(code)) {
            throw new CommandException(Exit.USAGE, "A medical institution code has 10 digits.", "医療機関コードは10桁の数字です。");
        }
        JsonNode listed = server.get("/operator/facilities/" + code + "/senders?days=" + days);
        for (JsonNode sender : listed.path("senders")) {
            out().println(String.join(
                    " ",
                    "sender",
                    sender.path("agent").asText(),
                    sender.path("seenAt").asText(),
                    sender.path("state").asText(),
                    sender.path("detail").toString()));
        }
        for (JsonNode day : listed.path("summaries")) {
            out().println(String.join(
                    " ",
                    "day",
                    day.path("agent").asText(),
                    day.path("day").asText(),
                    day.path("body").toString()));
        }
        return Exit.OK;
    }
}
