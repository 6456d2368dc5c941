package org.tsumugi.server.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;

/** {@code raw}: what concerns the raw store as a whole. */
@Command(
        name = "raw",
        description = {"The raw store as a whole.", "原本ストア全体に対する操作。"},
        subcommands = RawCommand.Reseal.class)
public final class RawCommand {

    /** {@code raw reseal}. */
    @Command(
            name = "reseal",
            description = {
                "Encrypts with the last key of the key file what is not: after a new key was added, or a release that did not encrypt.",
                "鍵ファイルの最後の鍵で暗号化されていない内容を暗号化し直す(鍵の追加後、または暗号化しない旧版からの移行後)。"
            })
    static final class Reseal extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode result = JobWait.result(
                    server, server.post("/operator/raw/reseal", JsonNodeFactory.instance.objectNode()), err());
            out().println("resealed " + result.path("resealed").asText());
            out().println("damaged " + result.path("damaged").asText());
            return result.path("damaged").asLong() == 0 ? Exit.OK : Exit.NOT_CLEAN;
        }
    }
}
