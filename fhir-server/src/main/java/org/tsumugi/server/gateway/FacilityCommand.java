package org.tsumugi.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code facility}: which hospitals may send. */
@Command(
        name = "facility",
        description = {"Hospitals that may send: add, suspend, resume.", "送信できる医療機関の登録・停止・再開。"},
        subcommands = {FacilityCommand.Add.class, FacilityCommand.Suspend.class, FacilityCommand.Resume.class})
public final class FacilityCommand {

    /** What the subcommands have in common. */
    abstract static class OnOne extends OperatorCommand {

        @Parameters(
                paramLabel = "CODE",
                description = {"10-digit medical institution code", "医療機関コード10桁"})
        private String code = "";

        final String code() {
            return GatewayArguments.code(code);
        }
    }

    /** {@code facility add}. */
    @Command(
            name = "add",
            description = {
                "Registers a facility and prints its client id and secret. The secret is shown this one time only.",
                "医療機関を登録し、クライアントIDと秘密を表示します。秘密が表示されるのはこのときだけです。"
            })
    static final class Add extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode issued = server.post(
                    "/operator/facilities",
                    JsonNodeFactory.instance.objectNode().put("facility", code()));
            GatewayArguments.print(issued, out());
            return Exit.OK;
        }
    }

    /** {@code facility suspend}. */
    @Command(
            name = "suspend",
            description = {
                "Shuts a facility out: its clients and tokens work no more, what it sent stays.",
                "医療機関の送信を停止します。クライアントとトークンは使えなくなり、受信済みのものは残ります。"
            })
    static final class Suspend extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            server.put("/operator/facilities/" + code() + "/suspension", JsonNodeFactory.instance.objectNode());
            return Exit.OK;
        }
    }

    /** {@code facility resume}. */
    @Command(name = "resume", description = "lets a suspended facility in again / 停止した医療機関の再開")
    static final class Resume extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            server.delete("/operator/facilities/" + code() + "/suspension");
            return Exit.OK;
        }
    }
}
