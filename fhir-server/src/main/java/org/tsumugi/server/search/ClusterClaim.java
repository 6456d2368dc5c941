package org.tsumugi.server.search;

import java.time.Duration;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * In which cluster the index of this database is. All processes on one database must use one cluster: another one lacks the index, and
 * would have it made there while the first one's is forgotten. A cluster stays the one for as long as a process says so from time to time.
 */
final class ClusterClaim {

    /** How often it has to be said. */
    static final Duration RENEW = Duration.ofSeconds(10);

    private static final Duration HOLDS = Duration.ofMinutes(1);

    private static final String CLAIM = """
            update tsumugi.search_installation set cluster = ?, cluster_seen_at = now()
            where cluster is null or cluster = ? or cluster_seen_at < now() - cast(? as interval)
            """;

    private final JdbcOperations jdbc;

    ClusterClaim(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this cluster is the one, or from now on is. */
    boolean claim(String cluster) {
        return jdbc.update(CLAIM, cluster, cluster, HOLDS.toSeconds() + " seconds") > 0;
    }
}
