package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import org.tsumugi.server.access.ReviewerClients;
import org.tsumugi.server.operate.CommandException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reviewer}: who may decide about persons. */
@Command(
        name = "reviewer",
        description = {"People who decide about persons: add, list, renew, revoke.", "名寄せの確認者の登録・一覧・秘密の更新・失効。"},
        subcommands = {
            ReviewerCommand.Add.class,
            ReviewerCommand.ListAll.class,
            ReviewerCommand.Renew.class,
            ReviewerCommand.Revoke.class
        })
public final class ReviewerCommand {

    /** What the subcommands on one reviewer have in common. */
    abstract static class OnOne extends OperatorCommand {

        @Parameters(
                paramLabel = "NAME",
                description = {
                    "small letters, digits, '.', '-' and '_'; every decision gives it",
                    "英小文字・数字・. - _。判断の記録に残る名前"
                })
        private String name = "";

        final String name() {
            if (!ReviewerClients.isName(name)) {
                throw new CommandException(
                        Exit.USAGE,
                        "A reviewer's name has 2 to 40 small letters, digits, '.', '-' or '_', and begins with a letter; not"
                                + " 'operator' and not 'demo-…'.",
                        "確認者の名前は英小文字で始まる2~40文字(英小文字・数字・. - _)で、operator と demo-… は使えません。");
            }
            return name;
        }

        static int print(JsonNode issued, PrintWriter out) {
            out.println("TSUMUGI_CLIENT_ID=" + issued.path("clientId").asText());
            out.println("TSUMUGI_CLIENT_SECRET=" + issued.path("clientSecret").asText());
            return Exit.OK;
        }
    }

    /** {@code reviewer add}. */
    @Command(
            name = "add",
            description = {
                "Adds a reviewer and prints the client id and secret. The secret is shown this one time only.",
                "確認者を登録し、クライアントIDと秘密を表示します。秘密が表示されるのはこのときだけです。"
            })
    static final class Add extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            return print(
                    server.post(
                            "/operator/reviewers",
                            JsonNodeFactory.instance.objectNode().put("name", name())),
                    out());
        }
    }

    /** {@code reviewer list}. */
    @Command(
            name = "list",
            description = {"One line per reviewer: name, state, since, last day used.", "確認者ごとに1行:名前、状態、登録日時、最後に使われた日。"
            })
    static final class ListAll extends OperatorCommand {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            for (JsonNode reviewer : server.get("/operator/reviewers")) {
                out().println(String.join(
                        " ",
                        reviewer.path("name").asText(),
                        reviewer.hasNonNull("revokedAt") ? "REVOKED" : "ACTIVE",
                        reviewer.path("addedAt").asText(),
                        reviewer.path("lastUsedOn").asText("-").replace("null", "-")));
            }
            return Exit.OK;
        }
    }

    /** {@code reviewer renew}. */
    @Command(
            name = "renew",
            description = {
                "Prints a new secret of a reviewer, one time only. The one before ends at once, with its tokens.",
                "新しい秘密を一度だけ表示します。今までの秘密とトークンは直ちに使えなくなります。"
            })
    static final class Renew extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            return print(
                    server.post("/operator/reviewers/" + name() + "/secret", JsonNodeFactory.instance.objectNode()),
                    out());
        }
    }

    /** {@code reviewer revoke}. */
    @Command(
            name = "revoke",
            description = {
                "Ends a reviewer at once and for good, with the tokens. What was decided stays; the name is never given again.",
                "確認者とそのトークンを直ちに、恒久的に失効させます。判断の記録は残り、名前は再利用できません。"
            })
    static final class Revoke extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            server.delete("/operator/reviewers/" + name());
            return Exit.OK;
        }
    }
}
