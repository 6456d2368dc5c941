package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Elasticsearch on one directory.
 *
 * @param userPrefix what has to stand before its command line so that it does not run as root
 */
record ElasticsearchNode(
        ElasticsearchConfiguration configuration, ElasticsearchDistribution distribution, List<String> userPrefix)
        implements Engine {

    @Override
    public String name() {
        return "Elasticsearch";
    }

    /** A directory: what Elasticsearch says before its own log is open is there, too. */
    @Override
    public Path log() {
        return configuration.logs();
    }

    Path startLog() {
        return log().resolve("start.log");
    }

    @Override
    public Guard newGuard() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                configuration.directory().toString(),
                startLog().toString(),
                Long.toString(ElasticsearchProcesses.END_SECONDS)));
        arguments.addAll(userPrefix);
        arguments.add(distribution.launcher().toString());
        return Guard.of(ElasticsearchProcesses.GUARD, arguments, log().resolve("guard.log"), this::restrict);
    }

    /** Elasticsearch is told nothing that it does not need; JVMs also take options from the environment. */
    private void restrict(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", configuration.temporary().toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
        environment.put("ES_PATH_CONF", configuration.directory().toString());
        environment.put("ES_TMPDIR", configuration.temporary().toString());
        environment.put("CLI_JAVA_OPTS", "-XX:-UsePerfData -XX:TieredStopAtLevel=1");
    }

    @Override
    public Optional<ProcessHandle> running() {
        return processes().launcher();
    }

    @Override
    public void clearAwayDead() {
        processes().end();
    }

    private ElasticsearchProcesses processes() {
        return new ElasticsearchProcesses(configuration);
    }
}
