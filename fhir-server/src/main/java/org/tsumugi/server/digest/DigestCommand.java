package org.tsumugi.server.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code digest}: one line per facility and per type in it, that can be compared with another server's. */
@Command(
        name = DigestJob.KIND,
        description = {
            "Digest of all resources: equal on servers that received the same files.",
            "全リソースのダイジェスト。同じファイルを受け取ったサーバーでは同じ値になる。"
        })
public final class DigestCommand extends OperatorCommand {

    /** Stands for all types. */
    private static final String ALL = "*";

    @Option(names = "--facility", paramLabel = "CODE", description = "only this one / 医療機関コード(10 桁)")
    private @Nullable String facility;

    @Override
    protected int run(ServerConnection server) throws IOException, InterruptedException {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        if (facility != null) {
            asked.put(DigestJob.FACILITY, facility);
        }
        JsonNode result = JobWait.result(server, server.post("/operator/digest", asked), err());
        result.path("facilities").forEach(this::print);
        return Exit.OK;
    }

    private void print(JsonNode digest) {
        String code = digest.path("facility").asText();
        line(code, ALL, digest);
        digest.path("byType").properties().forEach(type -> line(code, type.getKey(), type.getValue()));
    }

    private void line(String code, String type, JsonNode digest) {
        out().println(String.join(
                " ",
                code,
                type,
                digest.path("resources").asText(),
                digest.path("sha256").asText()));
    }
}
