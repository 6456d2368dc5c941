package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that runs an embedded PostgreSQL until its standard input says something; ends at once when killed. */
final class EmbeddedPostgresProcess {

    private EmbeddedPostgresProcess() {}

    /** {@code args}: the cluster's directory. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]))) {
            System.out.println("port " + postgres.port());
            int input = System.in.read();
            if (input < 0) {
                System.out.println("abandoned");
            }
        }
    }
}
