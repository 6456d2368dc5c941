package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.tsumugi.server.operate.CommandException;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.operate.ServerConnection;

/** A command that waits for the job it asked for. Ending the command does not end the job. */
public final class JobWait {

    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofSeconds(2);

    private JobWait() {}

    /**
     * Waits until the job has ended.
     *
     * @param submitted the answer to the request that asked for it
     * @param err where its number and its progress go
     * @return its result
     * @throws CommandException when it ended without one
     */
    public static JsonNode result(ServerConnection server, JsonNode submitted, PrintWriter err)
            throws IOException, InterruptedException {
        String path = "/operator/jobs/" + submitted.path("id").asText();
        err.println("job " + submitted.path("id").asText());
        JsonNode job = submitted;
        String shown = "";
        for (Duration pause = FIRST_LOOK; !state(job).isEnd(); pause = longer(pause)) {
            Thread.sleep(pause.toMillis());
            job = server.get(path);
            String progress = progress(job);
            if (!progress.equals(shown)) {
                err.println(progress);
                shown = progress;
            }
        }
        if (state(job) != JobState.DONE) {
            String how = job.path("state").asText() + " " + job.path("error").asText("");
            throw new CommandException(
                    Exit.NOT_CLEAN,
                    "The job ended without a result: " + how + ". The server's log says more.",
                    "ジョブは結果を得られずに終了しました: " + how + "。詳細はサーバーのログを見てください。");
        }
        return job.path("result");
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(MOST) < 0 ? twice : MOST;
    }

    static JobState state(JsonNode job) {
        return JobState.valueOf(job.path("state").asText());
    }

    /** {@code 3/10} where the job says so; otherwise nothing. */
    static String progress(JsonNode job) {
        JsonNode progress = job.path("progress");
        return progress.has("done")
                ? progress.path("done").asText()
                        + (progress.has("total") ? "/" + progress.path("total").asText() : "")
                : "";
    }
}
