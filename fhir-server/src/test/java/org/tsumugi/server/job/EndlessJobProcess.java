package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.testing.TestDatabase;

/** A process with a runner whose job gets to a certain place and no further. */
final class EndlessJobProcess implements Job {

    static final int PLACE = 42;

    private EndlessJobProcess() {}

    public static void main(String[] database) throws InterruptedException {
        JdbcTemplate jdbc = new JdbcTemplate(new TestDatabase(database[0], database[1], database[2]).pool());
        new JobRunner(jdbc, Clock.systemUTC(), Duration.ofSeconds(3), List.of(new EndlessJobProcess())).start();
        new CountDownLatch(1).await();
    }

    @Override
    public String kind() {
        return "test";
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) throws InterruptedException {
        progress.report(JsonNodeFactory.instance.objectNode().put("done", PLACE));
        new CountDownLatch(1).await();
        return arguments;
    }
}
