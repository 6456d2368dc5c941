package org.tsumugi.server.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}: one line per finding. */
@Command(
        name = Verification.KIND,
        description = {
            "Looks for what is not as it was left in raw store, journal and FHIR; changes nothing. Exit code 1 when it found a fault.",
            "原本ストア・受信台帳・FHIR データに欠損や破損がないかを調べる。何も変更しない。異常があれば終了コードは 1。"
        })
public final class VerifyCommand extends OperatorCommand {

    @Option(names = "--facility", paramLabel = "CODE", description = "only this one / 医療機関コード(10 桁)")
    private @Nullable String facility;

    @Option(
            names = "--since",
            paramLabel = "YYYY-MM-DD",
            description = "only contents received since that day / この日以降に受信した内容だけ")
    private @Nullable LocalDate since;

    @Option(names = "--rate", paramLabel = "N", description = "at most N things a second / 1 秒あたりの上限")
    private @Nullable Integer rate;

    @Override
    protected int run(ServerConnection server) throws IOException, InterruptedException {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        if (facility != null) {
            asked.put("facility", facility);
        }
        if (since != null) {
            asked.put(
                    "since",
                    since.atStartOfDay(ZoneId.systemDefault()).toInstant().toString());
        }
        if (rate != null) {
            asked.put("rate", rate);
        }
        JsonNode result = JobWait.result(server, server.post("/operator/verify", asked), err());
        for (JsonNode finding : result.path("findings")) {
            String code = finding.path("facility").asText();
            out().println(String.join(
                    " ",
                    finding.path("code").asText(),
                    code.isEmpty() ? "-" : code,
                    finding.path("subject").asText()));
        }
        err().println("looked at / 調べた件数: " + result.path("looked"));
        err().println("found / 見つかった件数: " + result.path("counts"));
        return result.path("clean").asBoolean() ? Exit.OK : Exit.NOT_CLEAN;
    }
}
