package org.tsumugi.server.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.operate.CommandException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refusal}: patients who refused registration. */
@Command(
        name = "refusal",
        description = {
            "Patients who refused registration: add, remove, list. Their files are kept and not registered.",
            "登録を拒否した患者の追加・取り消し・一覧。その患者のファイルは保管されますが登録されません。"
        },
        subcommands = {RefusalCommand.Add.class, RefusalCommand.Remove.class, RefusalCommand.ListAll.class})
public final class RefusalCommand {

    private static final int AT_A_TIME = 200;

    /** What the subcommands have in common. */
    abstract static class OnOne extends OperatorCommand {

        @Parameters(paramLabel = "CODE", description = "10-digit medical institution code / 医療機関コード10桁")
        private String code = "";

        final String path() {
            if (!Facilities.isCode(code)) {
                throw new CommandException(
                        Exit.USAGE, "A medical institution code has 10 digits.", "医療機関コードは10桁の数字です。");
            }
            return "/operator/facilities/" + code + "/refusals";
        }
    }

    /** Patient IDs come in a file or on standard input: a command line is seen by all users of the machine, and remembered. */
    abstract static class Changing extends OnOne {

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = {
                    "patient IDs, one a line, UTF-8 (default: standard input)",
                    "患者IDを1行に1つ書いたUTF-8のファイル(省略時は標準入力)"
                })
        private @Nullable Path file;

        abstract String what();

        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            String path = path();
            List<String> patients = patients();
            int changed = 0;
            long files = 0;
            for (int from = 0; from < patients.size(); from += AT_A_TIME) {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                ArrayNode some = body.putArray(what());
                patients.subList(from, Math.min(patients.size(), from + AT_A_TIME))
                        .forEach(some::add);
                JsonNode answer = server.post(path, body);
                changed += answer.path("patients").asInt();
                files += answer.path("files").asLong();
            }
            out().println("patients " + changed + " files " + files);
            return Exit.OK;
        }

        private List<String> patients() throws IOException {
            String text;
            try {
                text = file == null
                        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                        : Files.readString(file);
            } catch (NoSuchFileException missing) {
                throw new CommandException(Exit.USAGE, "There is no file " + file + ".", file + " というファイルがありません。");
            }
            try (Stream<String> lines = text.lines()) {
                return lines.map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList();
            }
        }
    }

    /** {@code refusal add}. */
    @Command(
            name = "add",
            description = {
                "Puts patients on the list. What was registered of them disappears.",
                "患者を一覧に加えます。登録済みのものは見えなくなります。"
            })
    static final class Add extends Changing {
        @Override
        String what() {
            return "add";
        }
    }

    /** {@code refusal remove}. */
    @Command(
            name = "remove",
            description = {
                "Takes patients off the list. What was received of them is registered.",
                "患者を一覧から外します。受信済みのものが登録されます。"
            })
    static final class Remove extends Changing {
        @Override
        String what() {
            return "remove";
        }
    }

    /** {@code refusal list}. */
    @Command(name = "list", description = "patient IDs, one a line / 患者IDを1行に1つ")
    static final class ListAll extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            server.get(path()).path("patients").forEach(patient -> out().println(patient.asText()));
            return Exit.OK;
        }
    }
}
