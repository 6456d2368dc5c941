package org.tsumugi.server.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code health}: one line per facility. */
@Command(
        name = "health",
        description = {
            "How the facilities are doing: what came, what waits, what was set aside, how the senders are, what is wrong.",
            "医療機関ごとの状況:受信、変換待ち、隔離、送信アプリケーション、警報。"
        },
        subcommands = HealthCommand.Expect.class)
public final class HealthCommand extends OperatorCommand {

    private static final String NONE = "-";

    @Option(
            names = "--attention",
            description = {"only facilities with an open alarm", "警報が出ている医療機関のみ"})
    private boolean attention;

    @Option(
            names = "--facility",
            paramLabel = "CODE",
            description = {"only this one, in detail", "この医療機関のみを詳しく表示"})
    private @Nullable String facility;

    @Option(
            names = "--json",
            description = {"everything, as JSON", "全項目を JSON で表示"})
    private boolean json;

    @Override
    protected int run(ServerConnection server) throws IOException, InterruptedException {
        JsonNode network = server.get(
                "/operator/health?attention=" + attention + (facility == null ? "" : "&facility=" + facility));
        if (json) {
            out().println(network.toPrettyString());
        } else {
            out().println(
                            "FACILITY LAST-RECEIVED DAYS-WITHOUT 1H 24H PENDING LAG-SECONDS QUARANTINED SENDERS ALARMS NAME");
            network.path("facilities").forEach(shown -> {
                line(shown);
                if (facility != null) {
                    details(shown);
                }
            });
            network.path("serverAlarms").forEach(alarm -> out().println("server " + alarm.asText()));
        }
        return isWell(network) ? Exit.OK : Exit.NOT_CLEAN;
    }

    private static boolean isWell(JsonNode network) {
        boolean well = network.path("serverAlarms").isEmpty();
        for (JsonNode facility : network.path("facilities")) {
            well &= facility.path("alarms").isEmpty();
        }
        return well;
    }

    private void line(JsonNode facility) {
        out().println(String.join(
                " ",
                facility.path("facility").asText(),
                orNone(facility.path("lastReceivedAt")),
                orNone(facility.path("daysWithoutData")),
                facility.path("filesLastHour").asText(),
                facility.path("filesLastDay").asText(),
                facility.path("pending").asText(),
                facility.path("lagSeconds").asText(),
                facility.path("quarantined").asText(),
                joined(facility.path("senders"), "state"),
                joined(facility.path("alarms"), ""),
                orNone(facility.path("name"))));
    }

    /** What is set aside and why, how each sender is, and what they said of the last days. */
    private void details(JsonNode shown) {
        shown.path("quarantineByCode")
                .properties()
                .forEach(code -> out().println("QUARANTINED " + code.getKey() + " " + code.getValue()));
        shown.path("senders")
                .forEach(sender -> out().println(String.join(
                        " ",
                        "SENDER",
                        sender.path("agent").asText(),
                        sender.path("state").asText(),
                        "unsent=" + sender.path("unsent").asText(),
                        "trouble=" + orNone(sender.path("trouble")),
                        "reported=" + sender.path("seenAt").asText())));
        shown.path("days").forEach(day -> {
            for (String what : List.of("sent", "skipped", "violations", "errors")) {
                day.path(what)
                        .properties()
                        .forEach(count -> out().println(String.join(
                                " ",
                                "DAY",
                                day.path("day").asText(),
                                what,
                                count.getKey(),
                                count.getValue().asText())));
            }
        });
    }

    private static String orNone(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? NONE : value.asText();
    }

    private static String joined(JsonNode values, String member) {
        List<String> texts = new ArrayList<>();
        values.forEach(value ->
                texts.add(member.isEmpty() ? value.asText() : value.path(member).asText()));
        return texts.isEmpty() ? NONE : String.join(",", texts);
    }

    /** {@code health expect}. */
    @Command(
            name = "expect",
            description = {
                "Says what is expected of a facility: its name, and after how long without a new file it counts as silent.",
                "医療機関の名称と、何時間データが無ければ「沈黙」とみなすかを設定します。"
            })
    static final class Expect extends OperatorCommand {

        @Parameters(paramLabel = "CODE", description = "10-digit medical institution code / 医療機関コード10桁")
        private String code = "";

        @Option(names = "--name", paramLabel = "NAME", description = "as it is called in mails / メール等で使う名称")
        private @Nullable String name;

        @Option(names = "--silent-after", paramLabel = "HOURS", description = "hours / 時間")
        private @Nullable Integer hours;

        @Option(
                names = "--weekdays-only",
                arity = "1",
                paramLabel = "true|false",
                description = {"Saturdays and Sundays do not count", "土日を数えない"})
        private @Nullable Boolean weekdaysOnly;

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            ObjectNode asked = JsonNodeFactory.instance.objectNode();
            asked.put("name", name);
            asked.put("silentAfterHours", hours);
            asked.put("weekdaysOnly", weekdaysOnly);
            server.put("/operator/health/" + code, asked);
            return Exit.OK;
        }
    }
}
