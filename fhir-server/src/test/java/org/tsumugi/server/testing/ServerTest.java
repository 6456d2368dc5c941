package org.tsumugi.server.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;
import org.tsumugi.server.TsumugiServer;
import org.tsumugi.server.search.IndexState;
import org.tsumugi.server.search.SearchParts;

/**
 * An integration test on the whole server, on a free port, with a fresh database and home. Tests with the same
 * configuration share one server, so each uses a facility of its own. It begins when the server can serve.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = TsumugiServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServerTest.FreshDatabase.class)
public @interface ServerTest {

    /** Gives the server under test a database and a home. */
    final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestSearch.useInThisProcess();
            TestDatabase database = TestDatabase.createMigrated();
            TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
                    context,
                    "spring.datasource.url=" + database.url(),
                    "spring.datasource.username=" + database.user(),
                    "spring.datasource.password=" + database.password(),
                    // Servers of several tests, most of them at rest, share one PostgreSQL
                    "spring.datasource.hikari.maximum-pool-size=12",
                    "spring.datasource.hikari.minimum-idle=1",
                    "spring.datasource.hikari.idle-timeout=10000",
                    "tsumugi.home=" + TestDatabase.newDirectory("home").resolve("home"));
            context.addApplicationListener(new AwaitSearch());
        }
    }

    /** Waits, as an operator does, for what a server that has started still lacks: an index that can be asked. */
    final class AwaitSearch implements ApplicationListener<ApplicationReadyEvent> {

        @Override
        public void onApplicationEvent(ApplicationReadyEvent ready) {
            IndexState state =
                    ready.getApplicationContext().getBean(SearchParts.class).state();
            Awaitility.await("names can be searched")
                    .atMost(Duration.ofMinutes(3))
                    .until(state::hasServed);
        }
    }
}
