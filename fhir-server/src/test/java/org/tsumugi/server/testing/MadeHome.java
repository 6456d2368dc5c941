package org.tsumugi.server.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.tsumugi.server.embedded.EmbeddedPostgres;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.schema.DatabaseSchema;

/**
 * A home as a server that was stopped before it received anything leaves it, its database with all tables. Making that takes a server
 * longer than everything else it does when it starts; a test that is not about a first start gives its server a copy.
 */
public final class MadeHome {

    private MadeHome() {}

    /**
     * Makes a copy.
     *
     * @param home does not exist, the directory above it does
     * @return {@code home}
     */
    public static Path at(Path home) throws IOException {
        // as it is, with owners and permissions, on which PostgreSQL insists
        Process copy = new ProcessBuilder("cp", "-a", Template.HOME.toString(), home.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(copy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (copy.onExit().join().exitValue() != 0) {
            throw new IOException("A home could not be made: " + said);
        }
        return home;
    }

    private static final class Template {

        static final Path HOME = make();

        private static Path make() {
            Path directory = TestDatabase.newDirectory("made").resolve("home");
            try (TsumugiHome home = TsumugiHome.open(directory);
                    EmbeddedPostgres postgres = EmbeddedPostgres.start(home.subdirectory("postgresql"));
                    HikariDataSource pool =
                            new TestDatabase(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password()).pool()) {
                DatabaseSchema.migrate(pool);
            }
            return directory;
        }
    }
}
