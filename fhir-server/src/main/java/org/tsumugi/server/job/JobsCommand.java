package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.UUID;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.OperatorCommand;
import org.tsumugi.server.operate.ServerConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jobs}: what runs, what came out, and ending it. */
@Command(
        name = "jobs",
        description = {"Long-running work: list, show, wait, cancel.", "時間のかかる処理の一覧・表示・待機・取り消し。"},
        subcommands = {JobsCommand.Show.class, JobsCommand.Wait.class, JobsCommand.Cancel.class})
public final class JobsCommand extends OperatorCommand {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = {"how many, newest first (default: ${DEFAULT-VALUE})", "新しい順に何件か(既定値 ${DEFAULT-VALUE})"})
    private int limit;

    @Override
    protected int run(ServerConnection server) throws IOException, InterruptedException {
        for (JsonNode job : server.get("/operator/jobs?limit=" + limit).path("jobs")) {
            out().println(String.join(
                    " ",
                    job.path("id").asText(),
                    job.path("createdAt").asText(),
                    job.path("kind").asText(),
                    job.path("state").asText(),
                    JobWait.progress(job)));
        }
        return Exit.OK;
    }

    /** What the three subcommands have in common. */
    abstract static class OnOne extends OperatorCommand {

        @Parameters(paramLabel = "ID", description = "job / ジョブの番号")
        private UUID id = new UUID(0, 0);

        String path() {
            return "/operator/jobs/" + id;
        }

        JsonNode named() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("id", id.toString())
                    .put("state", JobState.WAITING.name());
        }

        static int print(JsonNode job, PrintWriter out) {
            out.println(job.toPrettyString());
            return Exit.OK;
        }
    }

    /** {@code jobs show}. */
    @Command(name = "show", description = "one job with its result / ジョブと結果の表示")
    static final class Show extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            return print(server.get(path()), out());
        }
    }

    /** {@code jobs wait}. */
    @Command(name = "wait", description = "waits for the end and prints the result / 終了を待って結果を表示")
    static final class Wait extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            return print(JobWait.result(server, named(), err()), out());
        }
    }

    /** {@code jobs cancel}. */
    @Command(name = "cancel", description = "ends a job / ジョブの取り消し")
    static final class Cancel extends OnOne {
        @Override
        protected int run(ServerConnection server) throws IOException, InterruptedException {
            return print(server.delete(path()), out());
        }
    }
}
