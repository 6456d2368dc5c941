package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that runs an embedded Elasticsearch until its standard input says something; ends at once when killed. */
final class EmbeddedElasticsearchProcess {

    private EmbeddedElasticsearchProcess() {}

    /** {@code args}: Elasticsearch's directory. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedElasticsearch search = EmbeddedElasticsearch.start(Path.of(args[0]), 256)) {
            System.out.println("url " + search.url());
            search.awaitServing(Duration.ofMinutes(3));
            System.out.println("serving");
            int input = System.in.read();
            if (input < 0) {
                System.out.println("abandoned");
            }
        }
    }
}
