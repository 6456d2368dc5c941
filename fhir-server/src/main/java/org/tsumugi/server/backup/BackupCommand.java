package org.tsumugi.server.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.tsumugi.server.job.JobWait;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backup}: take, verify, prune. */
@Command(
        name = BackupJob.KIND,
        description = {
            "Backups: the first takes everything, each later one what came since. Never the key of the raw store: keep a copy elsewhere.",
            "バックアップ。初回は全体、以後は差分だけを取る。原本ストアの鍵は含まれないので、別に保管すること。"
        },
        subcommands = {
            BackupCommand.Take.class,
            BackupCommand.Verify.class,
            BackupCommand.Prune.class,
            BackupCommand.Resend.class
        })
public final class BackupCommand {

    /** What the subcommands have in common. */
    abstract static class AtPlace extends OperatorCommand {

        abstract String place();

        final JsonNode result(ServerConnection server, String path, ObjectNode asked)
                throws IOException, InterruptedException {
            String place = place();
            boolean url = place.contains("://") || place.startsWith("file:");
            asked.put(
                    "place",
                    url ? place : Path.of(place).toAbsolutePath().normalize().toString());
            return JobWait.result(server, server.post(path, asked), err());
        }
    }

    /** {@code backup take}. */
    @Command(name = "take", description = "takes a backup / バックアップを取る")
    static final class Take extends AtPlace {

        @Option(names = "--to", required = true, paramLabel = "PLACE", description = "directory / 保存先ディレクトリ")
        private String to = "";

        @Option(names = "--full", description = "everything, as the first time / 初回と同じく全体を取る")
        private boolean full;

        @Option(
                names = "--without-raw",
                description = {
                    "without the raw store's contents: for object storage that keeps copies of its own",
                    "原本の内容を含めない(複製を持つオブジェクトストレージの場合)"
                })
        private boolean withoutRaw;

        @Override
        String place() {
            return to;
        }

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode taken = result(
                    server,
                    "/operator/backup",
                    JsonNodeFactory.instance.objectNode().put("full", full).put("withRaw", !withoutRaw));
            taken.properties()
                    .forEach(entry -> out().println(
                                    entry.getKey() + " " + entry.getValue().asText()));
            err().println("原本ストアの鍵はこのバックアップに含まれません。鍵の写しがなければ復元できません。");
            err().println(
                            "The key of the raw store is not in this backup. Without a copy of the key it cannot be restored.");
            return taken.path("unreadable").asLong() == 0 ? Exit.OK : Exit.NOT_CLEAN;
        }
    }

    /** {@code backup verify}. */
    @Command(name = "verify", description = "reads every backup and compares its digests / 全バックアップを読み、ダイジェストを照合する")
    static final class Verify extends AtPlace {

        @Option(names = "--at", required = true, paramLabel = "PLACE", description = "directory / 保存先ディレクトリ")
        private String at = "";

        @Override
        String place() {
            return at;
        }

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode result = result(server, "/operator/backup/verify", JsonNodeFactory.instance.objectNode());
            for (JsonNode backup : result.path("backups")) {
                boolean whole = backup.path("chained").asBoolean()
                        && backup.path("damaged").isEmpty();
                out().println(String.join(
                        " ",
                        backup.path("folder").asText(),
                        whole ? "OK" : backup.path("chained").asBoolean() ? "DAMAGED" : "INCOMPLETE",
                        backup.path("damaged").toString()));
            }
            return result.path("clean").asBoolean() ? Exit.OK : Exit.NOT_CLEAN;
        }
    }

    /** {@code backup prune}. */
    @Command(name = "prune", description = "removes old chains / 古い系列を削除する")
    static final class Prune extends AtPlace {

        @Option(names = "--at", required = true, paramLabel = "PLACE", description = "directory / 保存先ディレクトリ")
        private String at = "";

        @Option(
                names = "--keep-chains",
                paramLabel = "N",
                defaultValue = "2",
                description = "how many stay (default: ${DEFAULT-VALUE}) / 残す系列の数(既定値 ${DEFAULT-VALUE})")
        private int keepChains;

        @Override
        String place() {
            return at;
        }

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            result(
                            server,
                            "/operator/backup/prune",
                            JsonNodeFactory.instance.objectNode().put("keepChains", keepChains))
                    .path("removed")
                    .forEach(folder -> out().println("removed " + folder.asText()));
            return Exit.OK;
        }
    }

    /** {@code backup resend}. */
    @Command(
            name = "resend",
            description = {
                "has every agent send everything again, after volumes were put back to an earlier state by other means than a restore",
                "全送信アプリケーションに全ファイルを再送させる(復元以外の方法でボリュームを以前の状態に戻した後)"
            })
    static final class Resend extends OperatorCommand {

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            JsonNode renewed = server.post("/operator/backup/resend", JsonNodeFactory.instance.objectNode());
            out().println("storeEpoch " + renewed.path("storeEpoch").asText());
            return Exit.OK;
        }
    }
}
