package org.tsumugi.server.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tsumugi.server.embedded.EmbeddedElasticsearch;

/**
 * A real Elasticsearch that all tests of this JVM share; each server makes indices of its own in it. Which: the environment variables
 * {@code TSUMUGI_TEST_SEARCH_URL}, {@code _USERNAME} and {@code _PASSWORD} name a cluster; without them it is the product's own embedded
 * one. A test that needs one of its own gives its server an empty {@code tsumugi.search.url}.
 *
 * @param url of the cluster
 * @param user empty for none
 * @param password the user's password
 */
public record TestSearch(String url, String user, String password) {

    private static final String VARIABLE = "TSUMUGI_TEST_SEARCH_";
    private static final int HEAP_MEGABYTES = 512;

    /** The one that is shared; started when it is first asked for. */
    public static TestSearch shared() {
        return Engine.INSTANCE;
    }

    /** Has the servers that tests start within this JVM use it. */
    public static void useInThisProcess() {
        shared().properties().forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    /** Has a server that is started with these use it. */
    public List<String> jvmArguments() {
        return properties().entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .toList();
    }

    private Map<String, String> properties() {
        return Map.of(
                "tsumugi.search.url", url,
                "tsumugi.search.username", user,
                "tsumugi.search.password", password,
                "tsumugi.search.replicas", "0");
    }

    private static final class Engine {

        static final TestSearch INSTANCE = find();

        private static TestSearch find() {
            Map<String, String> environment = System.getenv();
            String url = environment.getOrDefault(VARIABLE + "URL", "");
            System.out.println("Tests run on Elasticsearch: " + (url.isEmpty() ? "embedded" : "a cluster"));
            return url.isEmpty()
                    ? start()
                    : new TestSearch(
                            url,
                            environment.getOrDefault(VARIABLE + "USERNAME", ""),
                            environment.getOrDefault(VARIABLE + "PASSWORD", ""));
        }

        /** Never closed here: its guard ends it with this JVM, after the servers that use it have stopped. */
        @SuppressWarnings("resource")
        private static TestSearch start() {
            EmbeddedElasticsearch engine =
                    EmbeddedElasticsearch.start(TestDatabase.newDirectory("elasticsearch"), HEAP_MEGABYTES);
            engine.awaitServing(Duration.ofMinutes(5));
            return new TestSearch(engine.url(), engine.user(), engine.password());
        }
    }
}
