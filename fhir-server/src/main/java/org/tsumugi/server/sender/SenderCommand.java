package org.tsumugi.server.sender;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;
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
        },
        subcommands = SenderCommand.Forget.class)
public final class SenderCommand extends OperatorCommand {

    @Parameters(paramLabel = "CODE", arity = "0..1", description = "10-digit medical institution code / 医療機関コード10桁")
    private String code = "";

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = {"how many days back (default: ${DEFAULT-VALUE})", "何日前まで(既定値 ${DEFAULT-VALUE})"})
    private int days;

    @Override
    protected int run(ServerConnection server) throws IOException, InterruptedException {
        requireCode(code);
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

    private static void requireCode(String code) {
        if (!Facilities.isCode(code)) {
            throw new CommandException(Exit.USAGE, "A medical institution code has 10 digits.", "医療機関コードは10桁の数字です。");
        }
    }

    /** {@code senders forget}. */
    @Command(
            name = "forget",
            description = {
                "Drops a sending application that will not come back, and with it its alarms. One that reports again is there again.",
                "もう使われない送信アプリケーションを一覧から消し、その警報を閉じます。再び報告があれば一覧に戻ります。"
            })
    static final class Forget extends OperatorCommand {

        @Parameters(index = "0", paramLabel = "CODE", description = "10-digit medical institution code / 医療機関コード10桁")
        private String code = "";

        @Parameters(index = "1", paramLabel = "AGENT", description = "as printed by senders / senders が表示するもの")
        private UUID agent = new UUID(0, 0);

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            requireCode(code);
            server.delete("/operator/facilities/" + code + "/senders/" + agent);
            return Exit.OK;
        }
    }
}
