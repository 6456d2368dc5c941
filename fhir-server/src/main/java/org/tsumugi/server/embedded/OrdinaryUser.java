package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets root run what refuses root: in a user namespace, in which root has the number of an ordinary user. Files stay root's outside,
 * so the home directory can stay private. An unmapped user (as for PostgreSQL) does not do for Elasticsearch: its JVM attaches an
 * agent to itself, for which it gives a file to its own user.
 */
final class OrdinaryUser {

    private static final String NUMBER = "1000";
    private static final List<String> NAMESPACE =
            List.of("unshare", "--user", "--map-user=" + NUMBER, "--map-group=" + NUMBER);

    private OrdinaryUser() {}

    /** What has to stand before a command line so that it runs as somebody other than root. */
    static List<String> prefix() throws IOException {
        return prefix((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"), NAMESPACE);
    }

    static List<String> prefix(int user, List<String> namespace) {
        if (user != 0) {
            return List.of();
        }
        String problem = tryOut(namespace);
        if (!problem.isEmpty()) {
            throw new EmbeddedSearchException(
                    "Elasticsearch refuses to run as root, and the way round it does not work here: " + problem
                            + " Run the server as an ordinary user, or permit user namespaces and install util-linux 2.36"
                            + " or later.");
        }
        return namespace;
    }

    private static String tryOut(List<String> namespace) {
        List<String> line =
                Stream.concat(namespace.stream(), Stream.of("id", "-u")).toList();
        try {
            Commands.Result result = Commands.run(line);
            boolean works = result.succeeded() && result.output().strip().equals(NUMBER);
            return works ? "" : String.join(" ", line) + ": " + result.output().strip() + ".";
        } catch (IOException e) {
            return e.getMessage() + ".";
        }
    }
}
