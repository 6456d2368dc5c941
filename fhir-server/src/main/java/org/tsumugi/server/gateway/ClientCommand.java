package org.tsumugi.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code client}: what hospitals sign in with. */
@Command(
        name = "client",
        description = {"What hospitals sign in with: list, rotate, revoke.", "医療機関のクライアントの一覧・交換・失効。"},
        subcommands = {ClientCommand.ListAll.class, ClientCommand.Rotate.class, ClientCommand.Revoke.class})
public final class ClientCommand {

    /** {@code client list}. */
    @Command(
            name = "list",
            description = {
                "One line per client: facility, state, client id, since, last day used. A facility without any has one line too.",
                "クライアントごとに1行:医療機関、状態、クライアントID、発行日時、最後に使われた日。"
            })
    static final class ListAll extends OperatorCommand {

        @Parameters(paramLabel = "CODE", arity = "0..1", description = "only this facility's / この医療機関だけ")
        private @Nullable String code;

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            String query = code == null ? "" : "?facility=" + GatewayArguments.code(code);
            for (JsonNode facility : server.get("/operator/clients" + query)) {
                String name = facility.path("facility").asText();
                boolean suspended = !facility.path("suspendedAt").isMissingNode()
                        && !facility.path("suspendedAt").isNull();
                if (facility.path("clients").isEmpty()) {
                    out().println(name + " " + (suspended ? "SUSPENDED" : "NO-CLIENT"));
                }
                for (JsonNode client : facility.path("clients")) {
                    out().println(String.join(
                            " ",
                            name,
                            state(client, suspended),
                            client.path("clientId").asText(),
                            client.path("createdAt").asText(),
                            client.path("lastUsedOn").asText("-").replace("null", "-")));
                }
            }
            return Exit.OK;
        }

        private static String state(JsonNode client, boolean suspended) {
            if (client.hasNonNull("revokedAt")) {
                return "REVOKED";
            }
            if (suspended) {
                return "SUSPENDED";
            }
            if (!client.hasNonNull("expiresAt")) {
                return "ACTIVE";
            }
            return (client.path("active").asBoolean() ? "UNTIL=" : "EXPIRED=")
                    + client.path("expiresAt").asText();
        }
    }

    /** {@code client rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Prints a new client id and secret of the facility, one time only. The ones it has stop working after the overlap.",
                "新しいクライアントIDと秘密を一度だけ表示します。今までのものは重なりの期間のあと使えなくなります。"
            })
    static final class Rotate extends OperatorCommand {

        @Parameters(paramLabel = "CODE", description = "10-digit medical institution code / 医療機関コード10桁")
        private String code = "";

        @Option(
                names = "--overlap",
                paramLabel = "DURATION",
                defaultValue = "P7D",
                description = {
                    "how long the old ones work on, as P7D or PT12H (default: ${DEFAULT-VALUE})",
                    "今までのものが使える期間。P7D、PT12H など(既定値 ${DEFAULT-VALUE})"
                })
        private Duration overlap = Duration.ofDays(7);

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode issued = server.post(
                    "/operator/clients",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("facility", GatewayArguments.code(code))
                            .put("overlapSeconds", overlap.toSeconds()));
            GatewayArguments.print(issued, out());
            return Exit.OK;
        }
    }

    /** {@code client revoke}. */
    @Command(
            name = "revoke",
            description = {
                "Ends a client at once and for good, with the tokens that it has.",
                "クライアントとそのトークンを直ちに、恒久的に失効させます。"
            })
    static final class Revoke extends OperatorCommand {

        @Parameters(paramLabel = "CLIENT_ID", description = "as printed by list / list が表示するもの")
        private String id = "";

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            server.delete("/operator/clients/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
            return Exit.OK;
        }
    }
}
