package org.tsumugi.server.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.CommandException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code remap}: maps files again from the raw store. */
@Command(
        name = "remap",
        description = {
            "Maps files again from their received bytes, after the mapper or its settings changed.",
            "受信したバイト列から変換し直す(変換規則や設定が変わった後に使う)。"
        })
public final class RemapCommand extends OperatorCommand {

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    @Option(
            names = "--patient-stdin",
            description = {
                "only the patient whose ID is the first line of standard input, so that it is in no history; with --facility",
                "標準入力の 1 行目にある患者ID の患者だけ(コマンド履歴に残さないため)。--facility と併用"
            })
    private boolean onePatient;

    @Option(
            names = "--outdated",
            description = {
                "only files that an earlier mapper, or one with other settings, was at work on",
                "以前の変換規則や設定で変換されたファイルだけ"
            })
    private boolean outdated;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "only this data type, as OMP-01, or EXTENDED / このデータ種別だけ(OMP-01 など、または EXTENDED)")
    private @Nullable String type;

    @Option(names = "--preview", description = "only says what would change / 何が変わるかを表示するだけ")
    private boolean preview;

    /** One facility, or all. */
    static final class Whose {

        @Option(names = "--facility", paramLabel = "CODE", description = "a facility / 医療機関コード(10 桁)")
        private @Nullable String facility;

        @Option(names = "--all", description = "all facilities / すべての医療機関")
        private boolean all;
    }

    @Override
    protected int run(ServerConnection server) throws IOException, InterruptedException {
        if (onePatient && (whose.facility == null || outdated)) {
            throw new CommandException(
                    Exit.USAGE,
                    "--patient-stdin needs --facility, and goes without --outdated.",
                    "--patient-stdin には --facility が必要で、--outdated とは併用できません。");
        }
        ObjectNode asked = JsonNodeFactory.instance
                .objectNode()
                .put("facility", whose.facility)
                .put("type", type)
                .put("outdated", outdated)
                .put("preview", preview);
        if (onePatient) {
            asked.put("patient", patient());
        }
        JsonNode answer = server.post("/operator/remap", asked);
        JsonNode result = onePatient ? answer : JobWait.result(server, answer, err());
        out().println(preview ? result.toPrettyString() : result.path("files").asText());
        return Exit.OK;
    }

    private static String patient() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isBlank()) {
            throw new CommandException(Exit.USAGE, "There is no patient ID on standard input.", "標準入力に患者ID がありません。");
        }
        return line.strip();
    }
}
